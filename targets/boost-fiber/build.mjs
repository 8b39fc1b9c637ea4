/** Builds the addon with the native workloads on Boost.Fiber, where that is installed. */
import headers from 'node-api-headers';
import { compile } from '../../harness/setup/compile.mjs';
import { peerRecipe } from '../native/sources.mjs';

await compile(peerRecipe('boost-fiber', headers.include_dir));
