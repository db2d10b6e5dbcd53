/** What every page does: shortcuts and their help, the palette. */

import {showKeys} from './keys.js';
import {openPalette} from './palette.js';

document.getElementById('palette-open')?.addEventListener('click', openPalette);
document.getElementById('keys-open')?.addEventListener('click', showKeys);
