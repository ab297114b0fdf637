import { defineBackground } from 'wxt/utils/define-background';

export default defineBackground(() => {
  // Wired below as the parts arrive.
});
