/** The text of client.css: bundle.py makes this module. */
export const style: string;
