import { statuses, type Status } from '../evaluation/evaluation';
import { cleanLine } from '../text/clean-text';

/** Words for statuses in plans as people have them, in both written forms; colours of traffic lights too. */
const words: Record<Status, string> = {
	done: 'ferdig, ferdigstilt, ferdigstilte, ferdigstilla, fullført, gjennomført, utført, avsluttet, avslutta, sluttført, levert, ok, oppnådd, nådd, done, completed, blå, blått, 100 %, 100%, ✅, ✔, ☑, ✓, 🔵, 🟦, 🏁, 👍',
	'on-track':
		'i rute, på rute, påbegynt, påbegynd, begynt, startet, starta, startet opp, starta opp, igangsatt, igangsett, i gang, igang, under arbeid, under gjennomføring, pågår, pågående, pågåande, løpende, løpande, i prosess, i arbeid, følger planen, følgjer planen, etter planen, som planlagt, i henhold til plan, grønn, grøn, grønt, green, on track, lav risiko, låg risiko, lav, godt i gang, oppstartet, oppstarta, påstartet, påstarta, iverksatt, iverksett, satt i verk, sett i verk, kontinuerlig, kontinuerleg, videreføres, videreført, vidareført, blir vidareført, 🟢, 🟩, 💚, ⏳, 🔄',
	'slightly-delayed':
		'noe forsinket, noko forseinka, litt forsinket, litt forseinka, delvis forsinket, delvis, noe forsinkelse, noko forseinking, litt forsinkelse, litt forseinking, gul, gult, oransje, yellow, orange, 🟡, 🟨, 🟠, 🟧, 💛, ⚠, moderat risiko, middels risiko, middels, slightly delayed',
	delayed:
		'forsinket, forseinka, sterkt forsinket, ikke i rute, ikkje i rute, etter skjema, rød, raud, rødt, raudt, red, høy risiko, høg risiko, kritisk, forsinkelse, forsinkelser, forseinking, forseinkingar, delayed, 🔴, 🟥, ❗',
	'on-hold':
		'på vent, satt på vent, sett på vent, utsatt, utsett, stanset, stansa, stoppet, stoppa, avventer, avventar, pause, i bero, lagt bort, on hold, grå, grått, ⏸',
	'not-started':
		'ikke startet, ikkje starta, ikke påbegynt, ikkje påbegynt, ikke begynt, ikkje byrja, ikke igangsatt, ikkje igangsett, ikke i gang, ikkje i gang, ikke igang, ikkje igang, planlagt, under planlegging, planlegges, planlegging, ikke startet opp, ikkje starta opp, ikke oppstartet, ikkje oppstarta, ny, nytt, venter, ventar, not started, hvit, kvit, 0 %, 0%, ⚪, ⬜, ☐'
};

const statusByWord = new Map(
	statuses.flatMap((status) =>
		[status, ...words[status].split(', ')].map((word) => [normalizeStatus(word), status] as const)
	)
);

function normalizeStatus(text: string): string {
	return cleanLine(text)
		.toLowerCase()
		.replace(/\uFE0F/g, '')
		.replace(/[.!:]+$/, '')
		.replace(/\s+/g, ' ');
}

/** A picture before or instead of the word, as "🟢 I rute". */
const picture = /^\p{Extended_Pictographic}\s*/u;
/** The year or day at which a status was reached. */
const when = /\s+(?:i |per |pr\.? )?(?:\d{1,2}\.\s?)*(?:19|20)\d{2}$/;
const late = /(?<!ikke |ikkje )(?:forsink|forseink)/;

/** Returns the status of a word, and if it is certain: a longer text is judged by how it begins. */
export function findStatus(text: string): { status: Status; sure: boolean } | null {
	const asked = normalizeStatus(text);
	const exact = statusByWord.get(asked);
	if (exact) return { status: exact, sure: true };
	const words = asked.replace(picture, '');
	if (words !== asked) {
		const [drawn] = picture.exec(asked) ?? [''];
		const status = statusByWord.get(drawn.trim());
		return (words && findStatus(words)) || (status ? { status, sure: false } : null);
	}
	const [first = ''] = asked.split(/[,.;:(–-]| og /);
	const begun = statusByWord.get(first.trim()) ?? statusByWord.get(asked.replace(when, ''));
	if (!begun) return null;
	// "Under arbeid, men noe forsinket": the delay is what the status says.
	if (begun === 'on-track' && late.test(asked.slice(first.length)))
		return { status: /\b(?:noe|noko|litt)\b/.test(asked) ? 'slightly-delayed' : 'delayed', sure: false };
	return { status: begun, sure: false };
}
