import type { Story } from '../story';

/** Preparedness: not begun, because nobody has been given it to carry. */
export const area8: Story[] = [
	{
		measure: 'felles-beredskapsplanlegging',
		startsOn: '2025-09-01',
		deadline: '2027-12-31',
		milestones: [
			{ title: { nb: 'Ansvaret plassert', nn: 'Ansvaret plassert' }, due: '2026-01-30', doneOn: null },
			{
				title: { nb: 'Felles risikobilde', nn: 'Felles risikobilete' },
				due: '2026-10-30',
				doneOn: null
			},
			{ title: { nb: 'Første felles øvelse', nn: 'Første felles øving' }, due: '2027-10-29', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'not-started',
				progress: 0,
				cause: 'Området har ikke noe eget FSU, og ingen har fått oppdraget.',
				needs: ['clarification'],
				needsText:
					'Vi må vite hvem som skal bære arbeidet: et eget utvalg, en arbeidsgruppe eller beredskapslederne hos partene.',
				nextSteps: 'Ta saken opp i SSU i januar.',
				recommendation: 'continue',
				confidence: 'low'
			},
			'2026-half': {
				lang: 'nb',
				status: 'not-started',
				progress: 0,
				done: 'SSU drøftet saken i januar, men ble ikke enig om hvem som skal lede arbeidet.',
				cause: 'Partene har egne planer og er usikre på hva som skal være felles.',
				needs: ['clarification'],
				needsText: 'Vi ber om en avklaring av hvem som skal bære tiltaket.',
				nextSteps: 'Be beredskapslederne på sykehuset og i noen av kommunene om et forslag.',
				confidence: 'low'
			},
			'2026': {
				lang: 'nb',
				state: 'approved',
				status: 'not-started',
				progress: 0,
				done: 'Beredskapslederne har foreslått en arbeidsgruppe under SSU.',
				deviation: 'Arbeidet skulle ha startet for over et år siden.',
				needs: ['clarification'],
				needsText:
					'Det er fortsatt ikke avklart hvem som skal bære arbeidet. Vi ber Partnerskapet avgjøre om det skal være en arbeidsgruppe under SSU.',
				nextSteps: 'Oppnevne gruppen og begynne med et felles risikobilde så snart ansvaret er plassert.',
				recommendation: 'adjust',
				confidence: 'low',
				scores: {
					engasjert: [2, 'Alle synes det er viktig, men ingen har tatt ansvaret.'],
					losningsorientert: 2,
					ambisios: 3
				}
			}
		}
	}
];
