/** Imported before anything that makes a schema: the page's Content-Security-Policy forbids code made from text. */
import * as z from 'zod';

z.config({ jitless: true });
