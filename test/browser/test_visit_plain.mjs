// A visit without scripts, on two dark phones, with a server that is killed between the steps.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { walkThrough } from './visit.mjs';

export default (browser) => walkThrough(browser, {
  her: { size: 'phone', look: 'dark', js: false }, client: { size: 'phone', look: 'dark', js: false },
  crashes: true,
});
