// A visit with scripts: a desk and the client's own phone.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { walkThrough } from './visit.mjs';

export default (browser) => walkThrough(browser, {
  her: { size: 'desktop', look: 'light', js: true }, client: { size: 'phone', look: 'light', js: true },
});
