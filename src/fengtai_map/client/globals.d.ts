/** What the page's scripts find in the window. */
interface Window {
  fengtai: { setup: () => void; frame: (frame: any) => void };
  ftView: () => any;
  ft: any;
}
