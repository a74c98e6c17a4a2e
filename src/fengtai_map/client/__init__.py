"""The browser's half: modules of JavaScript, and how they become the one script that a page loads."""
