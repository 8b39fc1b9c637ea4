/** Says why on standard error and ends with a status. */
process.stderr.write('no such file: config\n');
process.exit(7);
