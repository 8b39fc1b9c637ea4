import { expect, test } from 'vitest';
import { findCompiler } from './compile.mjs';
import { hasLibrary, liburing } from './libraries.mjs';

test.skipIf(findCompiler() === undefined)(
  'a library is there when a program that needs it compiles and links',
  () => {
    const { command } = findCompiler() ?? { command: '' };
    const nothing = { ...liburing, link: [], probe: 'int main() {}' };
    expect(hasLibrary(command, nothing)).toBe(true);
    expect(hasLibrary(command, { ...nothing, probe: '#include <no/such/header.h>\nint main() {}' })).toBe(
      false,
    );
    expect(hasLibrary(command, { ...nothing, link: ['-lno-such-library'] })).toBe(false);
  },
);
