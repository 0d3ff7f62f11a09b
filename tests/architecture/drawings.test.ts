import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataModel, layersPage, schemaOf } from './drawings';
import { repositoryRoot } from './source';

const schema = schemaOf(import.meta.glob('/src/lib/server/database/schema/*.ts', { eager: true }));

describe('the generated drawings', () => {
	it.each([
		['docs/data-model.md', () => dataModel(schema)],
		['docs/layers.md', layersPage]
	])('%s is current', async (file, draw) => {
		await expect(draw(), `${file} is out of date: run npm run docs`).toMatchFileSnapshot(
			join(repositoryRoot, file)
		);
	});
});
