import type { Story } from '../story';

/** Measures across the areas, carried by SSU. */
export const across: Story[] = [
	{
		measure: 'kombinerte-stillinger',
		startsOn: '2025-02-01',
		deadline: '2027-06-30',
		milestones: [
			{
				title: { nb: 'Oversikt over stillingene', nn: 'Oversikt over stillingane' },
				due: '2025-08-29',
				doneOn: '2025-08-21'
			},
			{
				title: { nb: 'Ordningen evaluert', nn: 'Ordninga evaluert' },
				due: '2026-10-30',
				doneOn: '2026-10-29'
			},
			{
				title: { nb: 'Forslag til standardavtale', nn: 'Forslag til standardavtale' },
				due: '2027-05-14',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'on-track',
				progress: 40,
				done: 'Vi har oversikt over de kombinerte stillingene og har snakket med lederne hos partene som har dem.',
				nextSteps: 'Spørre de ansatte selv om hvordan det er å ha to arbeidsgivere.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 4 }
			},
			'2026-half': {
				lang: 'nb',
				status: 'on-track',
				progress: 50,
				done: 'En spørreundersøkelse er sendt til alle som har en kombinert stilling, og de fleste har svart.',
				nextSteps:
					'Skrive evalueringen ferdig i oktober, med råd om turnus og om hvem som er nærmeste leder.',
				confidence: 'high'
			},
			'2026': {
				lang: 'nb',
				state: 'approved',
				status: 'on-track',
				progress: 65,
				done: 'Evalueringen er ferdig.',
				results:
					'Både ansatte og ledere vil fortsette, men de ber om tydeligere avtaler om turnus og nærmeste leder.',
				nextSteps: 'Foreslå en felles standardavtale innen midten av mai.',
				recommendation: 'adjust',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 4 }
			}
		}
	},
	{
		measure: 'arena-for-felles-planlegging',
		startsOn: '2025-10-15',
		deadline: '2029-05-31',
		milestones: [
			{
				title: { nb: 'Felles kalender for planarbeid', nn: 'Felles kalender for planarbeid' },
				due: '2026-03-31',
				doneOn: '2026-03-17'
			},
			{
				title: { nb: 'Første felles planleggingssamling', nn: 'Første felles planleggingssamling' },
				due: '2026-10-30',
				doneOn: '2026-10-20'
			},
			{
				title: { nb: 'Felles framskriving av behov', nn: 'Felles framskriving av behov' },
				due: '2027-11-30',
				doneOn: null
			},
			{
				title: { nb: 'Samarbeidet om planlegging evaluert', nn: 'Samarbeidet om planlegging evaluert' },
				due: '2029-04-30',
				doneOn: null
			}
		],
		reports: {
			'2026-half': {
				lang: 'nn',
				status: 'on-track',
				progress: 35,
				done: 'Kommunane og sjukehuset har lagt plan- og budsjettarbeidet sitt inn i ein felles kalender.',
				nextSteps: 'Halde ei felles planleggingssamling i oktober, før budsjetta blir vedtekne.',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 3, ambisios: 4 }
			}
		}
	},
	{
		measure: 'gjore-helsefellesskapet-kjent',
		startsOn: '2025-03-01',
		deadline: '2027-12-31',
		milestones: [
			{ title: { nb: 'Nettsiden ryddet', nn: 'Nettsida rydda' }, due: '2025-06-30', doneOn: '2025-08-22' },
			{
				title: { nb: 'Presentasjon på begge målformer', nn: 'Presentasjon på begge målformer' },
				due: '2026-02-27',
				doneOn: '2026-02-19'
			},
			{
				title: { nb: 'Vist i alle kommunestyrer', nn: 'Vist i alle kommunestyre' },
				due: '2027-03-31',
				doneOn: null
			},
			{ title: { nb: 'Kjennskapen målt', nn: 'Kjennskapen målt' }, due: '2027-11-30', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'slightly-delayed',
				progress: 20,
				done: 'Nettsida er rydda, og alle protokollane ligg ute.',
				cause: 'Få av partane har fortalt om helsefellesskapet heime hos seg.',
				nextSteps: 'Lage ein kort presentasjon som kvar part kan bruke i kommunestyret.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: {
					engasjert: [2, 'Vi tek for lite med oss heim frå møta.'],
					losningsorientert: 3,
					ambisios: 3
				}
			},
			'2026-half': {
				lang: 'nn',
				status: 'on-track',
				progress: 40,
				done: 'Presentasjonen er laga på begge målformer og vist i åtte kommunestyre.',
				nextSteps: 'Nå ut til dei ni siste kommunestyra og sende ut nytt etter kvart møte i Partnarskapet.',
				confidence: 'medium',
				scores: { engasjert: 3, losningsorientert: 4, ambisios: 3 }
			}
		}
	},
	{
		measure: 'svangerskap-fodsel-og-barsel',
		startsOn: '2025-10-01',
		deadline: '2027-06-30',
		milestones: [
			{ title: { nb: 'Notat til SSU', nn: 'Notat til SSU' }, due: '2026-05-29', doneOn: '2026-09-02' },
			{
				title: { nb: 'SSU har avklart hva vi skal gjøre', nn: 'SSU har avklart kva vi skal gjere' },
				due: '2026-12-11',
				doneOn: null
			},
			{ title: { nb: 'Plan for arbeidet', nn: 'Plan for arbeidet' }, due: '2027-05-31', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'not-started',
				progress: 0,
				cause: 'SSU har ikke hatt saken oppe ennå.',
				nextSteps: 'Be jordmødre i kommunene og på sykehuset om et notat om hva som trengs.',
				recommendation: 'continue',
				confidence: 'medium'
			},
			'2026-half': {
				lang: 'nb',
				status: 'slightly-delayed',
				progress: 20,
				done: 'Jordmødre fra kommunene og sykehuset har begynt på et notat. Følgetjenesten går igjen som tema.',
				deviation: 'Notatet kommer til SSU etter sommeren og ikke i mai.',
				cause: 'Det var vanskelig å finne møtetider utenom vaktene.',
				needs: ['clarification'],
				needsText: 'SSU må avklare hva helsefellesskapet skal arbeide videre med på dette feltet.',
				nextSteps: 'Legge notatet fram for SSU i september.'
			}
		}
	},
	{
		measure: 'samarbeid-med-utdanningene',
		startsOn: '2025-01-15',
		deadline: '2026-10-30',
		milestones: [
			{
				title: { nb: 'Møte med utdanningene', nn: 'Møte med utdanningane' },
				due: '2025-05-30',
				doneOn: '2025-05-22'
			},
			{
				title: { nb: 'Felles plan for praksisplasser', nn: 'Felles plan for praksisplassar' },
				due: '2026-06-30',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'on-track',
				progress: 30,
				done: 'Vi har møtt vidaregåande skular og høgare utdanning for å snakke om praksisplassar og vidareutdanning.',
				nextSteps: 'Lage ein felles plan for praksisplassar.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 3, ambisios: 3 }
			}
		}
	},
	{
		measure: 'rekrutterings-og-samhandlingstilskudd',
		startsOn: '2025-01-15',
		deadline: '2029-06-29',
		milestones: [
			{
				title: { nb: 'Tildeling for 2025', nn: 'Tildeling for 2025' },
				due: '2025-06-20',
				doneOn: '2025-06-18'
			},
			{
				title: { nb: 'Tildeling for 2026', nn: 'Tildeling for 2026' },
				due: '2026-06-19',
				doneOn: '2026-06-17'
			},
			{ title: { nb: 'Tildeling for 2027', nn: 'Tildeling for 2027' }, due: '2027-06-18', doneOn: null },
			{ title: { nb: 'Ordningen evaluert', nn: 'Ordninga evaluert' }, due: '2029-05-31', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'on-track',
				progress: 25,
				done: 'Årets midler er fordelt etter søknad. Flere søknader kom fra én part alene, og dem ba vi om å finne noen å samarbeide med.',
				nextSteps: 'Lyse ut tidligere neste år og si tydeligere at begge nivåer må være med.',
				recommendation: 'continue',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 3 }
			},
			'2026-half': {
				lang: 'nb',
				status: 'on-track',
				progress: 35,
				done: 'Tilskuddet ble lyst ut i februar, en måned tidligere enn i fjor. Alle søknadene har med både kommune og sykehus.',
				nextSteps: 'Fordele midlene i SSU i juni og be prosjektene om korte rapporter.',
				confidence: 'high'
			},
			'2026': {
				lang: 'nb',
				state: 'approved',
				status: 'on-track',
				progress: 50,
				done: 'Midlene ble fordelt i juni, og alle prosjektene har meldt kort om hvor de står.',
				results: 'De fleste prosjektene støtter nå et tiltak i handlingsplanen.',
				nextSteps: 'Kreve i neste utlysning at hvert prosjekt hører til et tiltak i planen.',
				recommendation: 'adjust',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 4 }
			}
		}
	}
];
