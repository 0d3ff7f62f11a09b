import { statuses, type Status } from '../evaluation/evaluation';
import { cleanLine } from '../text/clean-text';

/** Words for statuses in plans as people have them, in both written forms; colours of traffic lights too. */
const words: Record<Status, string> = {
	done: 'ferdig, fullført, gjennomført, utført, avsluttet, avslutta, sluttført, levert, ok, oppnådd, nådd, done, completed, blå, 100 %, 100%',
	'on-track':
		'i rute, på rute, påbegynt, påbegynd, begynt, startet, starta, startet opp, starta opp, igangsatt, igangsett, i gang, igang, under arbeid, under gjennomføring, pågår, pågående, pågåande, løpende, løpande, i prosess, i arbeid, følger planen, følgjer planen, etter planen, som planlagt, i henhold til plan, grønn, grøn, green, on track, lav risiko, låg risiko, lav',
	'slightly-delayed':
		'noe forsinket, noko forseinka, litt forsinket, litt forseinka, delvis forsinket, delvis, gul, gult, yellow, moderat risiko, middels risiko, middels, slightly delayed',
	delayed:
		'forsinket, forseinka, sterkt forsinket, ikke i rute, ikkje i rute, etter skjema, rød, raud, rødt, raudt, red, høy risiko, høg risiko, kritisk, delayed',
	'on-hold':
		'på vent, satt på vent, sett på vent, utsatt, utsett, stanset, stansa, stoppet, stoppa, avventer, avventar, pause, i bero, lagt bort, on hold, grå',
	'not-started':
		'ikke startet, ikkje starta, ikke påbegynt, ikkje påbegynt, ikke begynt, ikkje byrja, ikke igangsatt, ikkje igangsett, ikke i gang, ikkje i gang, ikke igang, ikkje igang, planlagt, ny, nytt, venter, ventar, not started, hvit, kvit, 0 %, 0%'
};

const statusByWord = new Map(
	statuses.flatMap((status) =>
		[status, ...words[status].split(', ')].map((word) => [normalizeStatus(word), status] as const)
	)
);

function normalizeStatus(text: string): string {
	return cleanLine(text)
		.toLowerCase()
		.replace(/[.!:]+$/, '')
		.replace(/\s+/g, ' ');
}

/** Returns the status of a word, and if it is certain: a longer text is judged by how it begins. */
export function findStatus(text: string): { status: Status; sure: boolean } | null {
	const asked = normalizeStatus(text);
	const exact = statusByWord.get(asked);
	if (exact) return { status: exact, sure: true };
	const [first = ''] = asked.split(/[,.;:(–-]| og /);
	const begun = first !== asked ? statusByWord.get(first.trim()) : undefined;
	return begun ? { status: begun, sure: false } : null;
}
