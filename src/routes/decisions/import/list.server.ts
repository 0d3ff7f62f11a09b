import { error, type RequestEvent } from '@sveltejs/kit';
import {
	chooseList,
	guessListColumns,
	parseDecisionList,
	type DecisionListChoices
} from '$lib/domain/decision/decision-list';
import { decisionListLimits, type DecisionImportInput } from '$lib/forms/decision-import';
import { decisionKey, knownDecisions } from '$lib/server/decisions/import';
import { responsibleChoices } from '$lib/server/decisions/choices';
import { requestPartnership } from '$lib/server/http/plan';
import { readUploadedSource } from '$lib/server/http/workbook';
import { bodiesOf } from '$lib/server/plans/queries';

/** Returns the partnership of the page. */
export function listPlace(event: RequestEvent): { partnershipId: number } {
	const partnership = requestPartnership(event);
	if (!partnership) error(404, { message: 'not-found' });
	return { partnershipId: partnership.id };
}

/** Reads the largest table of a file or of pasted cells, as texts. */
export async function readSource(event: RequestEvent) {
	const read = await readUploadedSource(event);
	if (!read.ok) return read;
	const { rows, leftOut, hidden } = chooseList(read.tables);
	const isTooMuch =
		rows.length > decisionListLimits.rows || rows.some((row) => row.length > decisionListLimits.columns);
	if (isTooMuch) return { ok: false, fault: 'too-much-inside' } as const;
	return rows.length > 1
		? ({ ok: true, rows, leftOut, hidden } as const)
		: ({ ok: false, fault: 'empty' } as const);
}

/** Returns the decisions of a list as they would be imported, those that are here already, and the rows' faults. */
export async function previewList(event: RequestEvent, input: DecisionImportInput) {
	const { partnershipId } = listPlace(event);
	const { read } = event.locals.db;
	const { table, comments: leftOut, hidden, lang, publish } = input;
	const head = table[0] ?? [];
	const columns = input.columns ?? guessListColumns(head);
	const bodies = await bodiesOf(read, partnershipId);
	const { partners } = await responsibleChoices(read, partnershipId, []);
	const named = bodies.flatMap(({ slug, name }) =>
		[slug, name.nb, name.nn].flatMap((one) => (one ? [[one.toLowerCase(), slug] as const] : []))
	);
	const choices: DecisionListChoices = {
		bodies: new Map(named),
		responsible: new Map([
			...partners.map(({ number, name }) => [name.toLowerCase(), `partner:${number}`] as const),
			...named.map(([name, slug]) => [name, `body:${slug}`] as const)
		]),
		defaultBody: bodies.some(({ slug }) => slug === input.body) ? input.body : null
	};
	const { decisions, faults } = parseDecisionList(table, columns, choices);
	const here = new Set((await knownDecisions(read, partnershipId)).map(({ key }) => key));
	return {
		...{ table, leftOut, hidden, head, columns, lang, publish, body: choices.defaultBody, faults },
		bodies: bodies.map(({ slug, name }) => ({ slug, name })),
		decisions: decisions.map((one) => ({ ...one, known: here.has(decisionKey(one)) }))
	};
}
