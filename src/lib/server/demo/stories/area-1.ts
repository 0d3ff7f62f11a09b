import type { Story } from '../story';

/** Children and young people: well under way, but one position stays vacant. */
export const area1: Story[] = [
	{
		measure: 'hjemmesykehus',
		startsOn: '2025-02-01',
		deadline: '2027-05-31',
		milestones: [
			{
				title: {
					nb: 'Kartlagt hvilke kommuner som kan delta først',
					nn: 'Kartlagt kva kommunar som kan delta først'
				},
				due: '2025-09-30',
				doneOn: '2025-09-23'
			},
			{
				title: { nb: 'Avtale med de første kommunene', nn: 'Avtale med dei første kommunane' },
				due: '2026-06-30',
				doneOn: '2026-06-25'
			},
			{
				title: {
					nb: 'Ansatte i kommunene har fått opplæring',
					nn: 'Tilsette i kommunane har fått opplæring'
				},
				due: '2026-10-30',
				doneOn: '2026-10-28'
			},
			{ title: { nb: 'Tilbudet evaluert', nn: 'Tilbodet evaluert' }, due: '2027-04-30', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'on-track',
				progress: 40,
				done: 'Kartleggingen er ferdig. Sju kommuner er klare til å delta i første omgang, og barneavdelingen har satt av personell.',
				nextSteps:
					'Ta i bruk avtalemalen når den er klar, og få avtaler med de første kommunene før sommeren.',
				recommendation: 'continue',
				confidence: 'high',
				scores: {
					engasjert: 4,
					losningsorientert: 4,
					ambisios: [4, 'Vi arbeider på en måte som er ny for de fleste av oss.']
				}
			},
			'2026-half': {
				lang: 'nb',
				status: 'on-track',
				progress: 55,
				done: 'Avtalemalen er tatt i bruk. Fem kommuner har sagt ja til avtale, og to venter på behandling hos seg.',
				nextSteps:
					'Få de to siste avtalene på plass og gi opplæring i alle de sju kommunene i løpet av høsten.',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 4 }
			},
			'2026': {
				lang: 'nb',
				state: 'approved',
				status: 'on-track',
				progress: 70,
				done: 'Alle de sju kommunene har nå avtale, og opplæringen ble gjennomført i oktober.',
				results: 'Ansatte i kommunene sier de er tryggere på hvem de skal ringe, også om kvelden.',
				nextSteps: 'Høste erfaringer gjennom vinteren og evaluere tilbudet i april 2027.',
				recommendation: 'continue',
				confidence: 'high',
				scores: { engasjert: 5, losningsorientert: 4, ambisios: 5 }
			}
		}
	},
	{
		measure: 'brobyggerstilling',
		startsOn: '2025-03-01',
		deadline: '2027-06-30',
		milestones: [
			{
				title: { nb: 'Stillingsbeskrivelse godkjent', nn: 'Stillingsomtale godkjend' },
				due: '2025-05-30',
				doneOn: '2025-06-12'
			},
			{
				title: { nb: 'Stillingen lyst ut', nn: 'Stillinga lyst ut' },
				due: '2025-09-30',
				doneOn: '2025-09-08'
			},
			{ title: { nb: 'Brobygger ansatt', nn: 'Brubyggjar tilsett' }, due: '2026-02-27', doneOn: null },
			{
				title: { nb: 'Erfaringer oppsummert', nn: 'Erfaringar oppsummerte' },
				due: '2027-05-31',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'slightly-delayed',
				progress: 20,
				done: 'Stillingen ble lyst ut i september, men ingen av søkerne hadde den kompetansen vi ba om.',
				deviation: 'Ansettelsen blir minst et halvt år senere enn planlagt.',
				cause:
					'Ingen kvalifiserte søkere. Stillingen var delt mellom to arbeidsgivere, og det kan ha skremt noen.',
				nextSteps: 'Gå over til én arbeidsgiver og lyse ut på nytt i januar.',
				recommendation: 'adjust',
				confidence: 'medium',
				scores: { engasjert: 3, losningsorientert: 3, ambisios: 4 }
			},
			'2026-half': {
				lang: 'nb',
				status: 'slightly-delayed',
				progress: 25,
				done: 'Stillingen ble lyst ut på nytt i januar med én kommune som arbeidsgiver. Vi fikk flere søkere enn sist, men ingen med riktig videreutdanning.',
				cause: 'Det er hard konkurranse om folk med erfaring fra psykisk helsearbeid blant barn og unge.',
				nextSteps: 'Prøve en intern løsning: å frikjøpe en ansatt i deler av stillingen.',
				confidence: 'low'
			},
			'2026': {
				lang: 'nb',
				state: 'draft',
				status: 'slightly-delayed',
				done: 'To ansatte har meldt interesse for å gå inn i en halv stilling fra nyttår. Samtalene er i gang.'
			}
		}
	},
	{
		measure: 'avtalemal-hjemmesykehus',
		startsOn: '2025-01-15',
		deadline: '2026-05-29',
		milestones: [
			{
				title: { nb: 'Arbeidsgruppe oppnevnt', nn: 'Arbeidsgruppe oppnemnd' },
				due: '2025-03-14',
				doneOn: '2025-03-12'
			},
			{
				title: { nb: 'Utkast på høring', nn: 'Utkast på høyring' },
				due: '2025-11-28',
				doneOn: '2025-11-21'
			},
			{
				title: { nb: 'Malen godkjent i FSU', nn: 'Malen godkjend i FSU' },
				due: '2026-04-30',
				doneOn: '2026-04-16'
			}
		],
		decided: {
			on: '2026-09-20',
			to: 'completed',
			reason: 'Malen er godkjent og i bruk, og FSU barn og unge har meldt tiltaket ferdig.'
		},
		reports: {
			'2025': {
				lang: 'nb',
				status: 'on-track',
				progress: 80,
				done: 'Arbeidsgruppen har skrevet et utkast som gjør det klart hvem som har ansvaret, og hvem som gjør hva. Det sendes på høring i november.',
				nextSteps: 'Ta inn høringssvarene og legge malen fram for FSU i april.',
				recommendation: 'continue',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 5, ambisios: 3 }
			},
			'2026-half': {
				lang: 'nb',
				status: 'done',
				progress: 100,
				done: 'Malen er justert etter høringen og ble godkjent i FSU 16. april. Den er allerede i bruk i arbeidet med hjemmesykehus.',
				results: 'Kommunene og sykehuset har nå én felles mal å starte fra.',
				nextSteps: 'Be SSU om å regne tiltaket som gjennomført.',
				scores: { engasjert: 4, losningsorientert: 5, ambisios: 4 }
			}
		}
	},
	{
		measure: 'samordning-barn-og-unge',
		startsOn: '2025-08-15',
		deadline: '2028-06-30',
		deadlineWords: 'første halvår 2028',
		milestones: [
			{
				title: {
					nb: 'Oversikt over hvordan kommunene er organisert',
					nn: 'Oversikt over korleis kommunane er organiserte'
				},
				due: '2026-03-31',
				doneOn: '2026-03-25'
			},
			{
				title: {
					nb: 'Forslag om ett kontaktpunkt i hver kommune',
					nn: 'Forslag om eitt kontaktpunkt i kvar kommune'
				},
				due: '2026-12-11',
				doneOn: null
			},
			{
				title: { nb: 'Kontaktpunkt i alle kommuner', nn: 'Kontaktpunkt i alle kommunar' },
				due: '2028-03-31',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'slightly-delayed',
				progress: 15,
				done: 'Vi har spurt kommunene om hvordan de har organisert tjenestene. Ni av 17 har svart.',
				deviation: 'Vi hadde regnet med å ha alle svarene i oktober.',
				cause: 'Flere kommuner er midt i en omorganisering.',
				nextSteps: 'Ringe dem som mangler, og ha oversikten ferdig i mars.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 3, losningsorientert: 3, ambisios: 3 }
			},
			'2026-half': {
				lang: 'nb',
				status: 'on-track',
				progress: 35,
				done: 'Oversikten er ferdig, med svar fra alle de 17 kommunene. Den viser at det varierer mye hvem sykehuset skal henvende seg til.',
				nextSteps: 'Foreslå ett kontaktpunkt i hver kommune og sende forslaget på høring.',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 3, ambisios: 3 }
			},
			'2026': 'unchanged'
		}
	},
	{
		measure: 'barn-og-unge-med-komplekse-behov',
		startsOn: '2025-05-01',
		deadline: '2028-05-31',
		milestones: [
			{
				title: { nb: 'Felles prosedyre for koordinering', nn: 'Felles prosedyre for koordinering' },
				due: '2026-05-29',
				doneOn: '2026-06-11'
			},
			{
				title: { nb: 'Prosedyren prøvd ut i fem kommuner', nn: 'Prosedyren prøvd ut i fem kommunar' },
				due: '2026-12-18',
				doneOn: null
			},
			{
				title: { nb: 'Prosedyren i bruk i alle kommuner', nn: 'Prosedyren i bruk i alle kommunar' },
				due: '2028-04-28',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'on-track',
				progress: 20,
				done: 'Fagfolk fra habiliteringen, barneavdelingen og fem kommuner har hatt to arbeidsmøter om hvem som skal koordinere hva.',
				nextSteps: 'Skrive en felles prosedyre i løpet av våren.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 3 }
			},
			'2026-half': {
				lang: 'nb',
				status: 'on-track',
				progress: 40,
				done: 'Utkastet til felles prosedyre er skrevet, og brukerrepresentantene har lest det.',
				nextSteps: 'Godkjenne prosedyren i juni og prøve den ut i fem kommuner fra høsten.'
			},
			'2026': {
				lang: 'nb',
				state: 'approved',
				status: 'on-track',
				progress: 55,
				done: 'Prosedyren ble godkjent i juni. Skien, Porsgrunn og tre mindre kommuner har prøvd den siden september.',
				results: 'Det går raskere å avklare hvem som er koordinator.',
				nextSteps:
					'Oppsummere utprøvingen i desember og justere prosedyren før flere kommuner tar den i bruk.',
				recommendation: 'continue',
				confidence: 'high',
				scores: {
					engasjert: 4,
					losningsorientert: [4, 'Vi fant en ordning selv om vi har ulike journalsystemer.'],
					ambisios: 3
				}
			}
		}
	},
	{
		measure: 'psykisk-helse-barn-og-unge',
		startsOn: '2025-09-01',
		deadline: '2029-11-30',
		milestones: [
			{
				title: { nb: 'Felles oversikt over tilbudene', nn: 'Felles oversikt over tilboda' },
				due: '2026-06-30',
				doneOn: '2026-06-18'
			},
			{
				title: { nb: 'Forslag til prioriteringer', nn: 'Forslag til prioriteringar' },
				due: '2026-12-31',
				doneOn: null
			},
			{ title: { nb: 'Satsingen evaluert', nn: 'Satsinga evaluert' }, due: '2029-09-28', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nb',
				status: 'not-started',
				progress: 0,
				done: 'FSU har drøftet hva satsingen bør handle om, men selve arbeidet er ikke i gang.',
				cause: 'Vi ventet på at brobyggerstillingen skulle bli besatt.',
				nextSteps:
					'Starte uten å vente: lage en oversikt over tilbudene i kommunene og på sykehuset før sommeren.',
				recommendation: 'continue',
				confidence: 'low',
				scores: {
					engasjert: 3,
					losningsorientert: [2, 'Vi lot en ubesatt stilling stoppe oss for lenge.'],
					ambisios: 3
				}
			},
			'2026-half': {
				lang: 'nb',
				status: 'on-track',
				progress: 15,
				done: 'Oversikten er nesten ferdig. Skolehelsetjenesten i 15 kommuner har bidratt.',
				nextSteps: 'Gjøre oversikten ferdig i juni og foreslå to eller tre ting å prioritere.',
				confidence: 'medium'
			}
		}
	}
];
