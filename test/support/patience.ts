/** Tests wait for real servers on machines that are busy with other things; no test asserts a time. */
jest.setTimeout(120_000);
