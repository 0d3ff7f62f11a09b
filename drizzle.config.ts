import { defineConfig } from 'drizzle-kit';

export default defineConfig({
	dialect: 'turso',
	casing: 'snake_case',
	schema: './src/lib/server/database/schema/index.ts',
	out: './drizzle',
	// Numbers would repeat 0011, because no migration has the number 0007.
	migrations: { prefix: 'timestamp' },
	dbCredentials: { url: process.env.DATABASE_URL ?? 'file:data/framdrift.db' }
});
