import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from '../lib/i18n/paraglide-options.mjs';

await compile(paraglideOptions);
