import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { uploadedRows } from './tables.server';

/** Returns a file of readings, a day each, with sources of as many characters. */
function readings(count: number, characters: number): string {
	const rows = Array.from({ length: count }, (_, day) => {
		const date = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10);
		return `${date};${1000 + day};${'k'.repeat(characters)}`;
	});
	return ['Dato;Verdi;Kilde', ...rows].join('\r\n');
}

function eventWith(text: string): RequestEvent {
	const body = new FormData();
	body.append('file', new File([text], 'readings.csv'));
	return { request: new Request('http://localhost/', { method: 'POST', body }) } as RequestEvent;
}

describe('uploadedRows', () => {
	it.each([195, 193])(
		'refuses a text that is a little too large (C15), with sources of %i characters',
		async (characters) => {
			const text = readings(950, characters);
			expect(text.length).toBeGreaterThan(200_000);
			expect(await uploadedRows(eventWith(text), 'file')).toEqual({ rows: null, fault: 'text-too-large' });
		}
	);

	it('is null without a file', async () => {
		expect(await uploadedRows(eventWith(''), 'file')).toBeNull();
	});
});
