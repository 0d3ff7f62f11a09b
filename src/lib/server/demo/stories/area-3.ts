import type { Story } from '../story';

/** Several chronic conditions: home follow-up spreads from municipality to municipality. */
export const area3: Story[] = [
	{
		measure: 'digital-hjemmeoppfolging',
		startsOn: '2025-01-15',
		deadline: '2027-05-31',
		deadlineWords: 'våren 2027',
		milestones: [
			{
				title: { nb: 'Felles innkjøp av utstyr', nn: 'Felles innkjøp av utstyr' },
				due: '2025-06-30',
				doneOn: '2025-06-17'
			},
			{
				title: { nb: 'Ti kommuner i gang', nn: 'Ti kommunar i gang' },
				due: '2026-03-31',
				doneOn: '2026-03-10'
			},
			{ title: { nb: 'Alle kommuner i gang', nn: 'Alle kommunar i gang' }, due: '2027-03-31', doneOn: null },
			{ title: { nb: 'Nytten målt', nn: 'Nytta målt' }, due: '2027-05-14', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'on-track',
				progress: 45,
				done: 'Åtte kommunar er i gang, og fire til har starta opplæring. Det felles innkjøpet av utstyr er gjort.',
				results: 'Tilsette fortel at dei ser raskare når nokon treng hjelp.',
				nextSteps: 'Få minst ti kommunar i gang innan utgangen av mars.',
				recommendation: 'continue',
				confidence: 'high',
				scores: {
					engasjert: [5, 'Kommunane hjelper kvarandre i gang.'],
					losningsorientert: 4,
					ambisios: 5
				}
			},
			'2026-half': {
				lang: 'nn',
				status: 'on-track',
				progress: 60,
				done: 'Tolv kommunar er i gang, to fleire enn vi lova. Kommunane og sjukehuset har skrive ei felles rettleiing.',
				nextSteps: 'Hjelpe dei fem siste med plan for innføring og bli samde om korleis vi måler nytta.',
				confidence: 'high',
				scores: { engasjert: 5, losningsorientert: 4, ambisios: 4 }
			},
			'2026': {
				lang: 'nn',
				state: 'approved',
				status: 'on-track',
				progress: 75,
				done: '14 av 17 kommunar er i gang, og dei tre siste har sett dato for oppstart tidleg i 2027.',
				results:
					'Tilsette i kommunane og på sjukehuset ser dei same målingane og slepp mange telefonar fram og tilbake.',
				nextSteps: 'Hjelpe dei tre siste i gang og leggje fram tal for nytta i mai.',
				recommendation: 'into-operation',
				confidence: 'high',
				scores: { engasjert: 5, losningsorientert: 5, ambisios: 4 }
			}
		}
	},
	{
		measure: 'fagdag-flere-kroniske-lidelser',
		startsOn: '2025-05-01',
		deadline: '2026-11-30',
		milestones: [
			{
				title: { nb: 'Programkomité på plass', nn: 'Programkomité på plass' },
				due: '2025-08-29',
				doneOn: '2025-08-27'
			},
			{ title: { nb: 'Programmet klart', nn: 'Programmet klart' }, due: '2026-04-30', doneOn: '2026-04-22' },
			{ title: { nb: 'Fagdagen holdt', nn: 'Fagdagen halden' }, due: '2026-10-14', doneOn: '2026-10-14' }
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'on-track',
				progress: 30,
				done: 'Programkomiteen er på plass, med folk frå sjukehuset, fastlegane og fem kommunar.',
				nextSteps: 'Lage program og finne ein dato hausten 2026.',
				recommendation: 'continue',
				scores: { engasjert: 4, losningsorientert: 3, ambisios: 3 }
			},
			'2026-half': {
				lang: 'nn',
				status: 'on-track',
				progress: 60,
				done: 'Programmet er klart, og fagdagen er sett til 14. oktober. Tema er legemiddellister og overgangar.',
				nextSteps: 'Opne påmeldinga i august og sørgje for at alle kommunar får plass.',
				confidence: 'high'
			},
			'2026': {
				lang: 'nn',
				state: 'approved',
				status: 'done',
				progress: 100,
				done: 'Fagdagen blei halden 14. oktober med 96 deltakarar frå 15 kommunar og sjukehuset.',
				results: 'Ni av ti som svarte på evalueringa, meinte dei hadde lært noko dei kan bruke.',
				nextSteps: 'Ta erfaringane med inn i arbeidet med koordinator og individuell plan.',
				recommendation: 'complete',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 3 }
			}
		}
	},
	{
		measure: 'koordinator-og-individuell-plan',
		startsOn: '2025-10-15',
		deadline: '2028-05-31',
		milestones: [
			{
				title: { nb: 'Rutinene gjennomgått', nn: 'Rutinane gjennomgåtte' },
				due: '2026-03-31',
				doneOn: '2026-04-17'
			},
			{
				title: { nb: 'Felles veiledning', nn: 'Felles rettleiing' },
				due: '2027-02-26',
				doneOn: null
			},
			{
				title: { nb: 'Koordinatorene har fått opplæring', nn: 'Koordinatorane har fått opplæring' },
				due: '2028-03-31',
				doneOn: null
			}
		],
		reports: {
			'2026-half': {
				lang: 'nn',
				status: 'slightly-delayed',
				progress: 20,
				done: 'Vi har gått gjennom rutinane i kommunane og på sjukehuset. Dei er ulike, og ofte veit ikkje sjukehuset kven som er koordinator.',
				deviation: 'Gjennomgangen blei ferdig eit par veker seinare enn planlagt.',
				cause: 'Arbeidsgruppa mangla leiar fram til februar.',
				nextSteps: 'Skrive ei felles rettleiing saman med brukarrepresentantane.',
				confidence: 'medium'
			}
		}
	}
];
