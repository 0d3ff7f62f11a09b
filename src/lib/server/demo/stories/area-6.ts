import type { Story } from '../story';

/** Quality: agreements with a new deadline, and a measure too wide to be one. */
export const area6: Story[] = [
	{
		measure: 'kvalitetsforbedring',
		startsOn: '2025-01-15',
		deadline: '2029-11-30',
		milestones: [
			{
				title: { nb: 'Felles forbedringsområder valgt', nn: 'Felles forbetringsområde valde' },
				due: '2025-11-28',
				doneOn: null
			},
			{
				title: { nb: 'Første forbedringsprosjekt ferdig', nn: 'Første forbetringsprosjekt ferdig' },
				due: '2027-06-15',
				doneOn: null
			},
			{ title: { nb: 'Erfaringene delt', nn: 'Erfaringane delte' }, due: '2028-11-30', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'slightly-delayed',
				progress: 20,
				done: 'Vi har drøftet hva kvalitetsforbedring skal bety i helsefellesskapet, og har fått fem forslag fra partene.',
				cause: 'Tiltaket er vidt og overlapper med de andre tiltakene på området.',
				nextSteps: 'Velge to områder å arbeide med.',
				recommendation: 'adjust',
				confidence: 'low',
				scores: { engasjert: 3, losningsorientert: 2, ambisios: 2 }
			},
			'2026-half': 'unchanged',
			'2026': {
				lang: 'nb',
				state: 'approved',
				status: 'on-hold',
				progress: 20,
				done: 'FSU har drøftet de fem forslagene igjen og kommet til at de hører hjemme i andre tiltak.',
				deviation: 'Vi arbeider ikke videre med dette som et eget tiltak.',
				cause: 'Alt som er konkret, ligger allerede i 6.3, 6.4 og 6.5.',
				nextSteps: 'Vi foreslår at SSU avslutter tiltaket og flytter forslagene til 6.3 og 6.5.',
				recommendation: 'discontinue',
				confidence: 'high',
				scores: {
					engasjert: 3,
					losningsorientert: [4, 'Det er bedre å avslutte enn å rapportere uten innhold.'],
					ambisios: 2
				}
			}
		}
	},
	{
		measure: 'revisjon-av-avtaler',
		startsOn: '2025-02-01',
		deadline: '2026-11-30',
		deadlineWords: 'høsten 2026',
		milestones: [
			{
				title: { nb: 'Oversikt over alle avtaler', nn: 'Oversikt over alle avtalar' },
				due: '2025-06-30',
				doneOn: '2025-08-20'
			},
			{
				title: { nb: 'Reviderte avtaler på høring', nn: 'Reviderte avtalar på høyring' },
				due: '2026-08-31',
				doneOn: '2026-09-28'
			},
			{
				title: { nb: 'Avtalene behandlet hos alle parter', nn: 'Avtalane behandla hos alle partar' },
				due: '2027-05-14',
				doneOn: null
			}
		],
		moved: {
			on: '2026-09-15',
			deadline: '2027-05-31',
			deadlineWords: 'våren 2027',
			reason:
				'Utkastene ble senere ferdige enn planlagt. Med ny frist får alle partene tid til å behandle avtalene.'
		},
		reports: {
			'2025': {
				lang: 'nb',
				status: 'slightly-delayed',
				progress: 25,
				done: 'Alle avtaler og retningslinjer er samlet og gått gjennom. Vi fant 14 dokumenter, og flere av dem sier det samme på ulike måter.',
				deviation: 'Oversikten ble klar i august, nesten to måneder for sent.',
				cause: 'Noen av avtalene fantes bare hos én part.',
				nextSteps: 'La tre arbeidsgrupper skrive utkast våren 2026.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 3, losningsorientert: 4, ambisios: 3 }
			},
			'2026-half': {
				lang: 'nb',
				status: 'slightly-delayed',
				progress: 40,
				done: 'To av de tre arbeidsgruppene har levert utkast. Den siste leverer i juni.',
				deviation: 'Vi rekker neppe å få avtalene behandlet hos alle partene før fristen i høst.',
				cause: 'Ansvaret ved utskriving er vanskeligere å bli enige om enn vi trodde.',
				needs: ['decision'],
				needsText: 'Vi ber SSU ta stilling til om fristen bør flyttes til våren 2027.',
				nextSteps: 'Samle utkastene og sende dem på høring etter sommeren.',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 3, ambisios: 3 }
			},
			'2026': {
				lang: 'nb',
				state: 'approved',
				status: 'on-track',
				progress: 60,
				done: 'SSU flyttet fristen til våren 2027. Utkastene er samlet og ble sendt på høring i slutten av september.',
				nextSteps: 'Ta inn høringssvarene i januar og sende avtalene til behandling hos alle partene.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 3 }
			}
		}
	},
	{
		measure: 'styringsdata',
		startsOn: '2025-04-01',
		deadline: '2028-05-31',
		milestones: [
			{
				title: { nb: 'Felles tall valgt og forklart', nn: 'Felles tal valde og forklarte' },
				due: '2025-12-19',
				doneOn: '2025-12-11'
			},
			{
				title: { nb: 'Første felles oversikt', nn: 'Første felles oversikt' },
				due: '2026-06-30',
				doneOn: '2026-06-22'
			},
			{
				title: {
					nb: 'Oversikten i fast bruk i alle faglige utvalg',
					nn: 'Oversikta i fast bruk i alle faglege utval'
				},
				due: '2027-06-30',
				doneOn: null
			},
			{ title: { nb: 'Bruken evaluert', nn: 'Bruken evaluert' }, due: '2028-04-28', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'on-track',
				progress: 25,
				done: 'Vi er enige om åtte tall som alle partene skal kunne se, og er i gang med å forklare hvor de hentes fra.',
				nextSteps: 'Lage den første felles oversikten før sommeren.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 3, losningsorientert: 4, ambisios: 3 }
			},
			'2026-half': {
				lang: 'nb',
				status: 'on-track',
				progress: 45,
				done: 'Tre faglige utvalg har sett et utkast til oversikt. De vil ha færre tall og mer forklaring.',
				nextSteps: 'Gjøre oversikten enklere og dele den med alle de faglige utvalgene i juni.',
				confidence: 'medium'
			},
			'2026': {
				lang: 'nb',
				state: 'submitted',
				status: 'on-track',
				progress: 55,
				done: 'Den enklere oversikten ble delt i juni, og fem av seks faglige utvalg har brukt den i et møte i høst.',
				results: 'Samtalene handler mindre om hvem som har de riktige tallene.',
				deviation: 'To av tallene har mange hull for de minste kommunene.',
				cause: 'Tall under fem kan ikke vises.',
				nextSteps: 'Prøve å slå sammen tall for flere kommuner.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 3, losningsorientert: 4, ambisios: 4 }
			}
		}
	},
	{
		measure: 'felles-hendelsesanalyse',
		startsOn: '2025-10-01',
		deadline: '2027-11-30',
		milestones: [
			{ title: { nb: 'Metode valgt', nn: 'Metode vald' }, due: '2026-03-31', doneOn: '2026-03-19' },
			{
				title: { nb: 'Første felles analyse', nn: 'Første felles analyse' },
				due: '2026-12-18',
				doneOn: null
			},
			{ title: { nb: 'Erfaringene delt', nn: 'Erfaringane delte' }, due: '2027-10-29', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'not-started',
				progress: 0,
				cause: 'Vi har brukt kreftene på avtalene i år.',
				nextSteps: 'Velge metode og finne noen som kan lede analysene, før påske.',
				recommendation: 'continue'
			},
			'2026-half': {
				lang: 'nb',
				status: 'on-track',
				progress: 20,
				done: 'Metoden er valgt, og seks fagfolk fra kommunene og sykehuset har fått opplæring.',
				nextSteps: 'Prøve metoden i en første felles analyse til høsten.',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 3 }
			}
		}
	},
	{
		measure: 'samhandlingsavvik',
		startsOn: '2025-03-01',
		deadline: '2027-12-31',
		milestones: [
			{ title: { nb: 'Felles skjema', nn: 'Felles skjema' }, due: '2025-10-31', doneOn: '2025-10-15' },
			{
				title: { nb: 'Fast gjennomgang hvert kvartal', nn: 'Fast gjennomgang kvart kvartal' },
				due: '2026-03-31',
				doneOn: '2026-03-26'
			},
			{
				title: { nb: 'Skjemaet i bruk hos alle', nn: 'Skjemaet i bruk hos alle' },
				due: '2027-02-26',
				doneOn: null
			},
			{ title: { nb: 'Første læringsnotat', nn: 'Første læringsnotat' }, due: '2027-11-30', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'on-track',
				progress: 30,
				done: 'Sykehuset og elleve kommuner melder nå avvik på samme skjema.',
				nextSteps: 'Få i gang en fast gjennomgang hvert kvartal.',
				recommendation: 'continue',
				confidence: 'high',
				scores: {
					engasjert: [3, 'Noen melder mye, andre ikke i det hele tatt.'],
					losningsorientert: 4,
					ambisios: 3
				}
			},
			'2026-half': {
				lang: 'nb',
				status: 'on-track',
				progress: 45,
				done: 'Den første kvartalsgjennomgangen ble holdt i mars. Legemiddellister er det som går oftest igjen.',
				results: 'Tre faglige utvalg har fått temaer å arbeide med.',
				nextSteps: 'Sørge for at de som melder avvik, får svar.',
				confidence: 'high'
			}
		}
	}
];
