import { afterAll, afterEach, beforeEach } from 'vitest';
import { databaseLifetime } from './database';

// Setup files run again for every test file, modules only once for each worker.
beforeEach(databaseLifetime.testBegins);
afterEach(databaseLifetime.testEnded);
afterAll(databaseLifetime.fileEnded);
