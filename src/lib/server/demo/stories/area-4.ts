import type { Story } from '../story';

/** Frail elderly: steady work, and one measure that has become everyday practice. */
export const area4: Story[] = [
	{
		measure: 'laeringsnettverk-gode-pasientforlop',
		startsOn: '2025-02-10',
		deadline: '2027-12-17',
		milestones: [
			{ title: { nb: 'Første samling', nn: 'Første samling' }, due: '2025-05-15', doneOn: '2025-05-15' },
			{
				title: { nb: 'Alle lag måler egne forløp', nn: 'Alle lag måler eigne forløp' },
				due: '2026-10-30',
				doneOn: '2026-10-22'
			},
			{
				title: { nb: 'Avsluttende konferanse', nn: 'Avsluttande konferanse' },
				due: '2027-11-18',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'on-track',
				progress: 35,
				done: 'Nettverket startet i mai med lag fra tolv kommuner og to sykehusavdelinger. To samlinger er holdt.',
				nextSteps: 'Holde tredje samling våren 2026 og komme i gang med målinger i hvert lag.',
				recommendation: 'continue',
				confidence: 'high',
				scores: {
					engasjert: [5, 'Lagene møter opp og deler også det som ikke gikk bra.'],
					losningsorientert: 4,
					ambisios: 3
				}
			},
			'2026-half': {
				lang: 'nb',
				status: 'on-track',
				progress: 50,
				done: 'Tredje samling ble holdt i mars. Åtte av de tolv kommunelagene har begynt å måle sine egne forløp.',
				nextSteps: 'Få de siste lagene i gang med å måle og vise resultatene på samlingen i oktober.',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 3 }
			},
			'2026': {
				lang: 'nb',
				state: 'approved',
				status: 'on-track',
				progress: 65,
				done: 'Alle lagene måler nå, og resultatene ble vist på samlingen i oktober.',
				results: 'Ni kommuner bruker en sjekkliste for den første uken hjemme etter et sykehusopphold.',
				nextSteps: 'Bruke det siste året på å gjøre sjekklisten til vanlig praksis.',
				recommendation: 'continue',
				confidence: 'high',
				scores: { engasjert: 5, losningsorientert: 4, ambisios: 4 }
			}
		}
	},
	{
		measure: 'fagforum-sykehjemsleger',
		startsOn: '2025-03-15',
		deadline: '2027-06-30',
		milestones: [
			{ title: { nb: 'Første møte', nn: 'Første møte' }, due: '2025-06-05', doneOn: '2025-06-05' },
			{ title: { nb: 'Fire møter holdt', nn: 'Fire møte haldne' }, due: '2026-10-30', doneOn: '2026-10-21' },
			{
				title: { nb: 'Fast møteplan vedtatt', nn: 'Fast møteplan vedteken' },
				due: '2027-05-31',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'on-track',
				progress: 45,
				done: 'Fagforumet har hatt to møter med leger fra 13 kommuner. Tema var legemiddelgjennomgang og samtaler om behandlingsnivå.',
				nextSteps: 'Ha to møter i 2026, det ene digitalt for dem som har lang reisevei.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 3 }
			},
			'2026': {
				lang: 'nb',
				state: 'approved',
				status: 'on-track',
				progress: 70,
				done: 'Vi rakk ikke å rapportere i vår, men de to møtene er holdt. Det digitale samlet flest, også fra de små kommunene.',
				nextSteps: 'Bli enige om en fast møteplan og om hvem som leder forumet videre.',
				recommendation: 'into-operation',
				confidence: 'medium',
				scores: { engasjert: 3, losningsorientert: 5, ambisios: 3 }
			}
		}
	},
	{
		measure: 'screening-skropelige-eldre',
		startsOn: '2025-01-15',
		deadline: '2026-06-30',
		milestones: [
			{ title: { nb: 'Verktøy valgt', nn: 'Verktøy valt' }, due: '2025-04-30', doneOn: '2025-04-24' },
			{
				title: { nb: 'Prøvd ut på tre sengeposter', nn: 'Prøvd ut på tre sengepostar' },
				due: '2025-11-28',
				doneOn: '2025-11-25'
			},
			{
				title: { nb: 'I bruk på alle aktuelle sengeposter', nn: 'I bruk på alle aktuelle sengepostar' },
				due: '2026-05-29',
				doneOn: '2026-04-28'
			}
		],
		decided: {
			on: '2026-09-15',
			to: 'in-operation',
			reason: 'Screeningen er innført på alle aktuelle sengeposter og har fått en fast ansvarlig.'
		},
		reports: {
			'2025': {
				lang: 'nb',
				status: 'on-track',
				progress: 75,
				done: 'Verktøyet er valgt og prøves ut på tre sengeposter. Screeningen tar bare noen minutter.',
				results: 'Sykepleierne synes verktøyet er enkelt, og kommunene får beskjed tidligere.',
				nextSteps: 'Ta det i bruk på de andre aktuelle sengepostene i løpet av våren.',
				recommendation: 'into-operation',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 5, ambisios: 4 }
			},
			'2026-half': {
				lang: 'nb',
				status: 'done',
				progress: 100,
				done: 'Screeningen er tatt i bruk på alle aktuelle sengeposter, og opplæringen er lagt inn i planen for nyansatte.',
				results: 'Den tverrfaglige vurderingen starter oftere allerede første døgn.',
				nextSteps: 'Be SSU om å føre tiltaket videre i drift.',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 4 }
			},
			'2026': {
				lang: 'nb',
				state: 'approved',
				status: 'done',
				progress: 100,
				done: 'Screeningen er nå vanlig drift. Vi gikk gjennom bruken på hver sengepost i oktober, og den er jevn.',
				nextSteps: 'Se på hvordan kommunene bruker opplysningene de får.',
				recommendation: 'continue',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 3 }
			}
		}
	},
	{
		measure: 'lenger-hjemme',
		startsOn: '2025-08-01',
		deadline: '2029-05-31',
		milestones: [
			{
				title: { nb: 'Kommunenes tiltak samlet', nn: 'Tiltaka i kommunane samla' },
				due: '2026-01-30',
				doneOn: '2026-03-12'
			},
			{
				title: { nb: 'Felles idébank på nettsiden', nn: 'Felles idébank på nettsida' },
				due: '2026-12-11',
				doneOn: null
			},
			{ title: { nb: 'Arbeidet evaluert', nn: 'Arbeidet evaluert' }, due: '2029-04-30', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'slightly-delayed',
				progress: 10,
				done: 'Vi har bedt kommunene fortelle hva de gjør for at eldre skal kunne bo hjemme lenge.',
				cause: 'Temaet er bredt, og vi brukte tid på å bli enige om hva tiltaket skal omfatte.',
				nextSteps: 'Samle svarene og plukke ut det andre kan lære av.',
				recommendation: 'adjust',
				confidence: 'low',
				scores: {
					engasjert: 3,
					losningsorientert: 3,
					ambisios: [2, 'Foreløpig samler vi mest på det vi gjør fra før.']
				}
			},
			'2026-half': {
				lang: 'nb',
				status: 'slightly-delayed',
				progress: 25,
				done: 'Svarene er samlet. 14 kommuner har sendt inn 40 tiltak, fra treningsgrupper til boligrådgivning.',
				deviation: 'Vi ligger et par måneder etter planen.',
				nextSteps: 'Lage en felles idébank på nettsiden før jul.',
				confidence: 'medium'
			}
		}
	}
];
