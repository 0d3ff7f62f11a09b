import { defineConfig } from 'drizzle-kit';

export default defineConfig({
	dialect: 'turso',
	casing: 'snake_case',
	schema: './src/lib/server/database/schema/index.ts',
	out: './drizzle',
	dbCredentials: { url: process.env.DATABASE_URL ?? 'file:data/framdrift.db' }
});
