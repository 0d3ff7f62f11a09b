import type { Story } from '../story';

/** Digital collaboration: a late start that is being made up. */
export const area7: Story[] = [
	{
		measure: 'digitale-losninger-i-pasientforlop',
		startsOn: '2025-03-01',
		deadline: '2028-11-30',
		milestones: [
			{
				title: { nb: 'Oversikt over løsningene', nn: 'Oversikt over løysingane' },
				due: '2025-09-30',
				doneOn: '2025-12-16'
			},
			{
				title: { nb: 'Felles prioritering', nn: 'Felles prioritering' },
				due: '2026-05-29',
				doneOn: '2026-06-16'
			},
			{
				title: { nb: 'Alle parter har plan for innføring', nn: 'Alle partar har plan for innføring' },
				due: '2027-03-31',
				doneOn: null
			},
			{
				title: { nb: 'Løsningene i bruk hos alle', nn: 'Løysingane i bruk hos alle' },
				due: '2028-10-31',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'delayed',
				progress: 10,
				done: 'Vi har byrja på ei oversikt over kva digitale løysingar partane bruker.',
				deviation: 'Oversikta skulle vore klar i september.',
				cause: 'Ingen har hatt arbeidet som si hovudoppgåve.',
				nextSteps: 'Gjere oversikta ferdig før jul og velje kva vi skal samle oss om.',
				recommendation: 'adjust',
				confidence: 'low',
				scores: { engasjert: 2, losningsorientert: 3, ambisios: 4 }
			},
			'2026-half': {
				lang: 'nn',
				status: 'slightly-delayed',
				progress: 25,
				done: 'Oversikta blei klar før jul. Partane vil samle seg om meldingar ved utskriving og om digital heimeoppfølging.',
				deviation: 'Vi ligg nokre månader etter planen, men er i ferd med å ta det inn att.',
				nextSteps: 'Få prioriteringa stadfest i SSU i juni og be kvar part lage ein plan for innføring.',
				confidence: 'medium',
				scores: { engasjert: 3, losningsorientert: 3, ambisios: 4 }
			},
			'2026': {
				lang: 'nn',
				state: 'submitted',
				status: 'slightly-delayed',
				progress: 35,
				done: 'SSU stadfesta prioriteringa i juni. Sjukehuset og sju kommunar har laga plan for innføring.',
				cause: 'Dei små kommunane har få å setje til arbeidet.',
				nextSteps: 'Tilby dei ti kommunane som står att, ein felles mal og hjelp frå sekretariatet.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: {
					engasjert: 3,
					losningsorientert: [4, 'Kommunar som er i gang, deler planane sine med dei andre.'],
					ambisios: 4
				}
			}
		}
	}
];
