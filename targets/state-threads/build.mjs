/** Builds the addon with the native workloads on State Threads, where that is installed. */
import headers from 'node-api-headers';
import { compile } from '../../harness/setup/compile.mjs';
import { peerRecipe } from '../native/sources.mjs';

await compile(peerRecipe('state-threads', headers.include_dir));
