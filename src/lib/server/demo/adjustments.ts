import type { AdjustmentKind, Disposition } from '$lib/domain/adjustment';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';

/** What SSU makes of a measure's recommendation in the demo. */
export interface SettlementStory {
	/** The measure's id in the Telemark plan. */
	measure: string;
	kind: AdjustmentKind;
	stance: Disposition;
	reason: string;
	/** The texts that are to be others, where it is adjusted. */
	texts?: Partial<Record<'summary' | 'targetGroup' | 'expectedEffect', Localized>>;
}

/** A measure that is to be new. */
export interface AdditionStory {
	/** The area's number. */
	area: number;
	title: Localized;
	summary: Localized;
	startsOn: CalendarDate;
	deadline: CalendarDate;
	reason: string;
}

/** A year's adjustment: what SSU did with it, and when. */
export interface AdjustmentStory {
	/** The year the adjusted plan is for. */
	year: number;
	opensOn: CalendarDate;
	settledOn: CalendarDate;
	settlements: SettlementStory[];
	additions: AdditionStory[];
	/** Null while it is worked on. */
	adopted: { on: CalendarDate; decision: string } | null;
}

/** Made up like the reports they come out of: one that was adopted after the first round, one that is being written. */
export const adjustmentStories: AdjustmentStory[] = [
	{
		year: 2026,
		opensOn: '2026-01-12',
		settledOn: '2026-01-20',
		settlements: [
			{
				measure: 'brobyggerstilling',
				kind: 'adjust',
				stance: 'taken',
				reason: 'To arbeidsgivere skremte søkerne. Stillingen lyses ut på nytt med én.',
				texts: {
					summary: {
						nb: 'En stilling hos én arbeidsgiver som skal binde sammen primærhelsetjenesten og sykehusets tilbud innen psykisk helse for barn og unge.',
						nn: 'Ei stilling hos éin arbeidsgivar som skal binde saman primærhelsetenesta og tilbodet sjukehuset har innan psykisk helse for barn og unge.'
					}
				}
			},
			{
				measure: 'lenger-hjemme',
				kind: 'adjust',
				stance: 'taken',
				reason: 'Temaet var for bredt. FSU 4 konsentrerer seg om dem som nettopp har fått hjemmetjenester.',
				texts: {
					targetGroup: {
						nb: 'Eldre som nylig har fått tjenester hjemme, og de nærmeste rundt dem.',
						nn: 'Eldre som nyleg har fått tenester heime, og dei nærmaste rundt dei.'
					}
				}
			},
			{
				measure: 'digitale-losninger-i-pasientforlop',
				kind: 'adjust',
				stance: 'taken',
				reason: 'Oversikta blir ferdig før vi vel. No står det kva ho skal føre til.',
				texts: {
					expectedEffect: {
						nb: 'Partene vet hvilke løsninger de andre bruker, og har valgt to de innfører sammen.',
						nn: 'Partane veit kva løysingar dei andre bruker, og har valt to dei innfører saman.'
					}
				}
			},
			{
				measure: 'screening-skropelige-eldre',
				kind: 'into-operation',
				stance: 'left',
				reason:
					'Vi venter til screeningen er i gang på alle aktuelle sengeposter, og tar det opp igjen til høsten.'
			},
			{
				measure: 'kvalitetsforbedring',
				kind: 'adjust',
				stance: 'left',
				reason:
					'FSU 6 får ett år til på å vise hva som er eget arbeid her, og hva som hører til andre tiltak.'
			}
		],
		additions: [],
		adopted: { on: '2026-01-27', decision: 'SSU 27.01.2026, sak 04/26 (eksempel)' }
	},
	{
		year: 2027,
		opensOn: '2026-11-19',
		settledOn: '2026-11-20',
		settlements: [
			{
				measure: 'kvalitetsforbedring',
				kind: 'discontinue',
				stance: 'taken',
				reason: 'FSU 6 har vist at alt som er konkret, alt ligg i andre tiltak.'
			},
			{
				measure: 'fagforum-sykehjemsleger',
				kind: 'into-operation',
				stance: 'taken',
				reason: 'Forumet har fått fast plass i kalenderen og egne krefter.'
			}
		],
		additions: [
			{
				area: 4,
				title: {
					nb: 'Felles opplæring for nattpatruljene (eksempel)',
					nn: 'Felles opplæring for nattpatruljane (døme)'
				},
				summary: {
					nb: 'Kommunene lærer opp nattpatruljene sammen, med veiledning fra sykehuset.',
					nn: 'Kommunane lærer opp nattpatruljane saman, med rettleiing frå sjukehuset.'
				},
				startsOn: '2027-02-01',
				deadline: '2027-12-17',
				reason: 'Fem kommunar har spurt etter det same. Eitt opplegg kostar mindre enn fem.'
			}
		],
		adopted: null
	}
];
