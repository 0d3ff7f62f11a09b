import type { PermissionAction } from '$lib/domain/permission';

/** Who may call an entry of a route. */
export interface EntryRule {
	/** The action in the table of permissions; "everybody" with the reason beside it. */
	may: PermissionAction | 'everybody' | 'signed-in';
	/** What the action is on; the plan unless said. */
	on?: 'measure' | 'round’s measure' | 'own body' | 'led body';
	/** A valid form, for entries that ask for permission only in the command. */
	body?: Record<string, string>;
	/** Values of the address's parameters, if others than usual. */
	at?: Record<string, string>;
	search?: string;
	/** True if a missing check would still give 404: there is no record here, or it is not on the visitor's own list. */
	hasNoRecord?: boolean;
}

const valid = { version: '1', reason: 'Vedtatt', comment: 'Takk', without: '0' };
const reporting = { may: 'evaluation.report', on: 'round’s measure' } as const;
const outsideRound = { may: 'evaluation.report', on: 'measure' } as const;
const evaluationSteps = ['?/save', '?/submit', '?/carry', '?/retake', '?/unchanged', '?/withdraw'];
const planning = { may: 'meeting.plan', on: 'measure' } as const;
const minutes = { may: 'meeting.write', on: 'measure' } as const;
const editing = { may: 'plan.edit' } as const;
const reading = { may: 'plan.read' } as const;
const published = { may: 'review.read-published' } as const;

/** Rules by route and entry: `load`, a method, or an action. */
export const entryRules: Record<string, EntryRule> = {
	'/ load': reading,
	'/account load': { may: 'signed-in' },
	...all('/account', ['?/details', '?/consent', '?/session', '?/email', '?/cancel-email'], {
		may: 'signed-in'
	}),
	'/account/data GET': { may: 'signed-in' },
	'/account ?/password': { may: 'signed-in' },
	'/account ?/everywhere': { may: 'signed-in' },
	// The token is the permission.
	...all('/address/[token]', ['load', '?/default'], { may: 'everybody' }),
	'/adjustments load': reading,
	'/adjustments/[year] load': reading,
	...all(
		'/admin',
		['load', '?/invite', '?/renew', '?/end-seat', '?/restore-seat', '?/disable', '?/enable', '?/admit'],
		{
			may: 'people.manage'
		}
	),
	'/areas load': reading,
	'/areas/[number] load': reading,
	'/areas/[number]/paper.[format] GET': { ...reading, at: { format: 'docx' } },
	...all('/admin/partnership', ['load', '?/template', '?/file'], { may: 'partnership.create' }),
	// Only administrators see set-up links, as where they are made one at a time.
	'/admin/sheet load': { may: 'partnership.create' },
	// Its command refuses all but administrators once more.
	'/admin/sheet ?/default': { may: 'partnership.create', hasNoRecord: true },
	'/admin/erase/[person] load': { may: 'people.erase', at: { person: '1' } },
	// An unknown person, so that the others are not erased.
	'/admin/erase/[person] ?/default': { may: 'people.erase', at: { person: '999' }, hasNoRecord: true },
	...all('/admin/list', ['load', '?/preview', '?/invite'], { may: 'people.manage' }),
	...all('/areas/[number]/verdict', ['load', '?/default'], { may: 'area.judge', on: 'measure' }),
	'/bodies load': reading,
	'/bodies/[slug] load': reading,
	...all('/bodies/[slug]/edit', ['load', '?/default'], { may: 'people.manage' }),
	...all('/bodies/[slug]/seats/[seat]', ['load', '?/save', '?/abolish', '?/stand-in'], {
		may: 'people.manage'
	}),
	'/changes load': reading,
	// Its page decides: the picture is shown to those who are shown the page.
	'/chart-pictures/[hash]/[style].webp GET': { may: 'everybody' },
	'/coverage load': reading,
	'/decisions load': { may: 'decision.read' },
	'/decisions/[id] load': { may: 'decision.read' },
	'/decisions/[id] ?/followUp': { may: 'decision.follow-up', on: 'measure' },
	'/decisions/[id] ?/publish': { may: 'decision.publish' },
	...all('/decisions/[id]/edit', ['load', '?/default'], { may: 'decision.record' }),
	...all('/decisions/import', ['load', '?/preview', '?/choose', '?/confirm'], { may: 'decision.import' }),
	...all('/decisions/partnership', ['load', '?/default'], { may: 'decision.import' }),
	'/decisions/partnership.json GET': { may: 'decision.import' },
	...all('/decisions/new', ['load', '?/default'], { may: 'decision.record' }),
	'/edit load': editing,
	...all('/edit/[part]', ['load', '?/arrange'], editing),
	'/edit/[part] ?/save': { ...editing, at: { part: 'plan' } },
	'/edit/[part] ?/order': { ...editing, at: { part: 'values' } },
	...all('/edit/[part]/[key]', ['load', '?/save', '?/end', '?/resume', '?/remove'], editing),
	...all('/edit/[part]/new', ['load', '?/default'], editing),
	...all('/edit/adjustments', ['load', '?/default'], editing),
	...all('/edit/adjustments/[year]', ['load', '?/settle', '?/settleAddition', '?/withdraw'], editing),
	...all('/edit/adjustments/[year]/[code]', ['load', '?/save', '?/rework'], editing),
	...all('/edit/adjustments/[year]/new/[[item]]', ['load', '?/save', '?/rework'], editing),
	...all('/edit/adjustments/[year]/preview', ['load', '?/default'], editing),
	'/edit/adopt load': editing,
	'/edit/adopt ?/default': { may: 'plan.adopt' },
	...all('/edit/import', ['load', '?/preview', '?/choose', '?/confirm', '?/drop'], editing),
	'/edit/import/template.xlsx GET': editing,
	'/edit/measures.csv GET': editing,
	'/edit/measures.xlsx GET': editing,
	'/edit/measures load': editing,
	...all(
		'/edit/measures/[code]',
		['load', '?/save', '?/rework', '?/introduced', '?/remove', '?/lifecycle'],
		editing
	),
	...all('/edit/measures/[code]/indicators', ['load', '?/save', '?/end'], editing),
	...all('/edit/measures/[code]/move', ['load', '?/default'], editing),
	...all('/edit/measures/[code]/split', ['load', '?/save', '?/rework'], editing),
	...all('/edit/measures/[code]/threads', ['load', '?/default'], editing),
	...all('/edit/measures/merge', ['load', '?/default'], editing),
	...all('/edit/measures/values', ['load', '?/default'], editing),
	...all('/edit/measures/new', ['load', '?/default'], editing),
	'/edit/missing load': editing,
	...all('/edit/next-period', ['load', '?/default'], editing),
	'/edit/presence POST': editing,
	// The token is the permission.
	...all('/answer/[token]', ['load', '?/default'], { may: 'everybody' }),
	// The token is the permission.
	...all('/follow-up/[token]', ['load', '?/default'], { may: 'everybody' }),
	'/calendar.ics GET': reading,
	// The token is the permission.
	'/calendar/[token].ics GET': { may: 'everybody' },
	// Says that the process lives.
	'/healthz GET': { may: 'everybody' },
	// Describes the product, not a plan.
	'/help/[role] load': { may: 'everybody', at: { role: 'ssu' } },
	'/indicators load': reading,
	// Whoever signs in has not done so.
	...all('/login', ['load', '?/default'], { may: 'everybody' }),
	// Ends one's own session.
	'/logout POST': { may: 'everybody' },
	// The token is the permission.
	...all('/mail/[token]', ['load', '?/default'], { may: 'everybody' }),
	'/map load': reading,
	'/measures load': reading,
	'/measures/[code] load': reading,
	'/measures/[code]/questions load': { may: 'inquiry.read' },
	...all('/measures/[code]/questions', ['?/ask', '?/again'], { may: 'inquiry.ask' }),
	'/measures/[code]/questions ?/answer': { may: 'inquiry.answer', on: 'measure' },
	// Found among the visitor's own entries only.
	'/measures/[code]/questions ?/takeBack': { may: 'inquiry.ask', hasNoRecord: true },
	// The token is the permission.
	...all('/questions/[token]', ['load', '?/default'], { may: 'everybody' }),
	'/measures/[code]/paper.[format] GET': { ...reading, at: { format: 'docx' } },
	...all('/redact/[noun]/[id]', ['load', '?/default'], {
		...{ may: 'text.redact', at: { noun: 'matter', id: '1' } },
		body: { passage: 'Står ikke her', reason: 'Navn' }
	}),
	'/matters load': { may: 'matter.read' },
	'/matters ?/openForm': { may: 'matter.triage' },
	'/matters/[id] load': { may: 'matter.read' },
	// The fixture's matter was sent by the secretariat.
	...all('/matters/[id]/edit', ['load', '?/default'], { may: 'matter.triage' }),
	// The matter has no file.
	'/matters/[id]/files/[file] GET': { may: 'matter.read', hasNoRecord: true },
	...all('/matters/[id]', ['?/addFile', '?/removeFile'], { may: 'matter.triage' }),
	'/matters/[id] ?/decide': { may: 'matter.triage' },
	'/matters/[id] ?/answer': { may: 'matter.read' },
	// The token is the permission.
	...all('/matters/status/[token]', ['load', '?/confirm', '?/answer', '?/addFile', '?/removeFile'], {
		may: 'everybody'
	}),
	'/matters/status/[token]/files/[file] GET': { may: 'everybody' },
	// Closed to the public in the fixture.
	...all('/matters/new', ['load', '?/default'], { may: 'matter.register' }),
	'/meetings load': { may: 'meeting.read-published' },
	'/meetings/[id] load': { may: 'meeting.read-published' },
	...all('/meetings/[id]', ['?/step', '?/change', '?/arrange', '?/order'], planning),
	'/meetings/[id] ?/answer': { may: 'meeting.answer' },
	'/meetings/[id] ?/circulate': { may: 'meeting.answer', at: { id: '2' } },
	'/meetings/[id] ?/close': minutes,
	'/meetings/[id] ?/recuse': minutes,
	'/meetings/[id] ?/approveItem': { may: 'meeting.approve', on: 'measure', search: '?item=1' },
	// Nobody is recorded present.
	'/meetings/[id] ?/remark': { may: 'meeting.remark', on: 'measure' },
	...all('/meetings/[id]/attendance', ['load', '?/default'], minutes),
	...all('/meetings/[id]/items/[item]', ['load', '?/save'], { ...planning, at: { item: 'new' } }),
	'/meetings/[id]/items/[item] ?/remove': { ...planning, at: { item: '1' } },
	'/meetings/[id]/papers/[file] GET': { may: 'meeting.read-published', at: { file: 'notice.html' } },
	...all('/meetings/[id]/template', ['load', '?/default'], planning),
	'/meetings/[id]/wall load': { may: 'meeting.read', on: 'measure' },
	...all('/meetings/[id]/write', ['load', '?/save', '?/recuse'], minutes),
	'/meetings/[id]/write ?/discard': { ...minutes, search: '?item=1' },
	'/meetings/[id]/write/draft POST': minutes,
	...all('/meetings/new', ['load', '?/default'], { may: 'meeting.plan', on: 'led body' }),
	...all('/measures/[code]/readings', ['load', '?/save', '?/import'], {
		may: 'indicator.report',
		on: 'measure'
	}),
	'/needs load': { may: 'evaluation.read-approved' },
	'/needs ?/default': { may: 'matter.register' },
	'/outbox load': { may: 'mail.read' },
	'/outbox ?/retry': { may: 'mail.send' },
	'/outbox/[id] load': { may: 'mail.read' },
	...all('/outbox/links', ['load', '?/default'], { may: 'mail.send' }),
	'/outbox/remind load': { may: 'mail.send', search: '?round=2026' },
	'/outbox/remind ?/default': { may: 'mail.send' },
	'/partners load': { may: 'rollout.read' },
	'/partners/[number] load': { may: 'rollout.read' },
	...all('/partners/[number]', ['?/report', '?/confirmAll', '?/confirm'], { may: 'rollout.report' }),
	'/plans load': reading,
	// The token is the permission.
	...all('/r/[token]', ['load', '?/default'], { may: 'everybody' }),
	// Asks for a token of the environment, and has no address without one.
	'/metrics GET': { may: 'everybody', hasNoRecord: true },
	'/privacy load': reading,
	// Says that the database answers.
	'/readyz GET': { may: 'everybody' },
	...all('/report', ['load', '?/submit'], { may: 'evaluation.report', on: 'own body' }),
	// Found among the visitor's own evaluations only.
	'/report/[code] load': { ...reporting, hasNoRecord: true },
	...all('/report/[code]', evaluationSteps, reporting),
	...all('/report/[code]/colleague', ['load', '?/give', '?/revoke'], reporting),
	...all('/report/[code]/milestones', ['load', '?/default'], reporting),
	'/report/[code]/draft POST': reporting,
	...all(
		'/report/[code]/extraordinary',
		['load', ...evaluationSteps.filter((step) => step !== '?/unchanged')],
		outsideRound
	),
	'/report/[code]/extraordinary ?/withdraw': { ...outsideRound, body: {} },
	'/report/[code]/extraordinary/draft POST': outsideRound,
	'/reviews load': published,
	'/reviews/[round] load': published,
	'/reviews/[round] ?/publish': { may: 'review.publish', body: valid },
	'/reviews/[round]/archive.zip GET': published,
	'/reviews/[round]/content.json GET': published,
	'/reviews/[round]/present load': published,
	'/reviews/[round]/present/notes load': published,
	'/reviews/[round]/review.docx GET': published,
	'/reviews/[round]/review.pdf GET': published,
	'/reviews/[round]/review.pptx GET': published,
	'/reviews/[round]/review.xlsx GET': published,
	// The fixture's closed round has no review.
	'/reviews/[round]/template load': { may: 'review.read', hasNoRecord: true },
	'/reviews/[round]/template ?/default': { may: 'review.read' },
	'/reviews/[round]/texts load': { may: 'review.write' },
	'/reviews/[round]/texts/[section] load': { may: 'review.write' },
	'/reviews/[round]/texts/[section] ?/default': { may: 'review.write' },
	'/reviews/compare load': published,
	'/rollout load': { may: 'rollout.read' },
	'/rounds ?/restore': { may: 'round.plan' },
	'/rounds ?/suggest': { may: 'round.plan' },
	'/rounds load': { may: 'round.read' },
	'/rounds ?/plan': { may: 'round.plan' },
	'/rounds/[round] load': { may: 'round.read' },
	'/rounds/[round] ?/open': { may: 'round.open', body: valid },
	'/rounds/[round] ?/delete': { may: 'round.plan', body: valid },
	'/rounds/[round] ?/publish': { may: 'review.publish', body: valid },
	'/rounds/[round] ?/reopen': { may: 'round.reopen', body: valid },
	'/rounds/[round] ?/approveChosen': { may: 'evaluation.approve' },
	'/rounds/[round] ?/returnChosen': { may: 'evaluation.return' },
	'/rounds/[round]/[code] load': { may: 'evaluation.read-approved' },
	'/rounds/[round]/[code] ?/approve': { may: 'evaluation.approve', body: valid },
	'/rounds/[round]/[code] ?/return': { may: 'evaluation.return', body: valid },
	...all('/rounds/[round]/close', ['load', '?/default'], { may: 'round.close' }),
	...all('/rounds/[round]/dates', ['load', '?/save'], { may: 'round.plan' }),
	// Made from the code, without data.
	'/schema/partnership.v1.json GET': { may: 'everybody' },
	'/schema/plan.v1.json GET': { may: 'everybody' },
	'/search load': reading,
	'/search/suggest GET': reading,
	// The token is the permission.
	...all('/setup/[token]', ['load', '?/default'], { may: 'everybody' }),
	'/start load': { may: 'people.manage' },
	'/timeline load': reading,
	'/year load': reading,
	...all('/year', ['?/add', '?/remove'], { may: 'year.edit' }),
	// One's own calendar.
	...all('/year/layout', ['load', '?/default'], { may: 'year.edit' }),
	'/year ?/feed': { may: 'everybody' }
};

function all(route: string, entries: readonly string[], rule: EntryRule): Record<string, EntryRule> {
	return Object.fromEntries(entries.map((entry) => [`${route} ${entry}`, rule]));
}

/** Returns values of a route's parameters that exist in the fixture. */
export function parametersOf(route: string): Record<string, string> {
	const round = route.startsWith('/reviews/') && !route.includes('/texts') ? '2025' : '2026';
	const number = route.startsWith('/partners') ? '4003' : '1';
	const values: Record<string, string> = {
		...{ number, round, code: '1.1', part: 'areas', key: '1', year: '2026', id: '1', item: '' },
		...{ token: 'unknown', section: 'year', slug: 'fsu-1', seat: 'new' }
	};
	const names = [...route.matchAll(/\[+(\w+)\]+/g)].map(([, name = '']) => name);
	return Object.fromEntries(names.map((name) => [name, values[name] ?? 'unknown']));
}
