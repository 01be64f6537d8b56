// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.WorkList;
import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.codes.FhirTerminologyServer;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.Database;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import dev.stemgate.state.TerminologyAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running bridge: database, model, FHIR clients, and the Camel context with the YAML routes. Started once, closed once;
 * closing lets the units that are being worked on finish, and a unit that does not is taken up again at the next start.
 */
public final class Bridge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final int SHUTDOWN_SECONDS = 20;
    private static final String WORKER = "bridge@" + host();

    private final BridgeSettings settings;
    private final ScreeningCore core;
    private final Clock clock;
    private final Database database;
    private final Ledger ledger;
    private final Results results;
    private final DeadLetters deadLetters;
    private final WorkList workList;
    private final EhrStatus status;
    private final EndpointGate gate;
    private final CutShortCohorts cutShort;
    private final ExecutorService screeningThreads;
    private final EhrConversation conversation = new EhrConversation();
    private final CohortSteps cohort;
    private final Optional<FhirTerminologyServer> terminologyServer;
    private final Optional<TerminologyLookup> lookup;
    private final Main camel = new Main();

    private Bridge(BridgeSettings settings, ScreeningCore core, Clock clock) {
        this.settings = settings;
        this.core = core;
        this.clock = clock;
        database = StateConnection.open(settings.state());
        ledger = new Ledger(database);
        results = new Results(database, ledger);
        deadLetters = new DeadLetters(database, ledger);
        workList = new WorkList(database, ledger);
        status = new EhrStatus(database);
        gate = new EndpointGate(clock);
        cutShort = new CutShortCohorts(
                ehr -> gate.isOpen(ehr) && settings.hospital(ehr).isActiveAt(clock.instant()));
        cohort = new CohortSteps(settings, conversation, ledger, results, deadLetters, status, gate, cutShort, clock);
        terminologyServer =
                settings.terminologyServer().map(server -> new FhirTerminologyServer(server.fhirSettings()));
        lookup = terminologyServer.map(server -> new TerminologyLookup(
                settings.terminologyServer().orElseThrow(),
                core.terminology(),
                server,
                new TerminologyAnswers(database),
                clock));
        screeningThreads = ScreeningThreads.of(threads());
    }

    /**
     * Opens the state, loads routes and hospitals, and starts. An EHR that is down does not hinder the start.
     *
     * @throws dev.stemgate.route.config.ConfigurationException with one line that names the thing and the remedy
     * @throws dev.stemgate.state.StateUnavailableException when the database cannot be used
     */
    public static Bridge start(BridgeSettings settings, ScreeningCore core, Clock clock) {
        Bridge bridge = new Bridge(settings, core, clock);
        try {
            bridge.begin();
            return bridge;
        } catch (Exception e) {
            bridge.close();
            throw RouteStartFailure.explain(settings, e);
        }
    }

    private void begin() throws Exception {
        ManagementServer.requireFree(settings);
        lookup.ifPresent(TerminologyLookup::open);
        int interrupted = ledger.releaseAbandoned(WORKER, clock.instant());
        configure();
        bindBeans();
        screenKnownByNow();
        camel.start();
        PublishedKeys.serve(camel.getCamelContext(), settings);
        LOG.info(
                "started: {} hospital(s), model {} {}{}",
                settings.hospitals().size(),
                core.version().id(),
                core.version().version(),
                interrupted == 0 ? "" : "; " + interrupted + " unit(s) of an interrupted run go on");
    }

    /** Asks for everyone who waits for a code that this model knows, though the one before did not. */
    private void screenKnownByNow() {
        Set<String> ehrs = settings.hospitals().stream().map(Hospital::ehr).collect(Collectors.toSet());
        Set<PatientKey> patients = new KnownByNow(core.terminology(), workList).screenAgain(ehrs, clock.instant());
        if (!patients.isEmpty()) {
            LOG.info(
                    "{} patient(s) waited for codes that the model knows by now and are screened again",
                    patients.size());
        }
    }

    /** Names this machine among those that share a database; a killed run on the same machine is its own earlier self. */
    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed-host";
        }
    }

    private int threads() {
        return settings.hospitals().stream().mapToInt(Hospital::concurrency).sum();
    }

    private void configure() {
        String files = Stream.concat(
                        Stream.of("file:" + settings.routes() + "/*.camel.yaml"),
                        settings.hospitals().stream().map(hospital -> "file:" + hospital.file()))
                .collect(Collectors.joining(","));
        camel.configure()
                .withName("stemgate")
                .withRoutesIncludePattern(files)
                .withShutdownTimeout(SHUTDOWN_SECONDS)
                .withShutdownLogInflightExchangesOnTimeout(false)
                .withJmxEnabled(false);
        ManagementServer.configure(camel, settings);
        // All fhir: producers share one pool of ten threads unless its profile says otherwise.
        int sending = Math.max(10, 2 * threads());
        camel.configure().addConfiguration(new FhirThreads(sending));
    }

    private void bindBeans() {
        for (Hospital hospital : settings.hospitals()) {
            camel.bind("ehr-" + hospital.ehr(), conversation.client(hospital.fhirSettings()));
            camel.bind(
                    "ready-" + hospital.ehr(),
                    new EhrHealthCheck(
                            hospital.ehr(),
                            gate,
                            status,
                            () -> conversation.scopeShortfall(hospital.ehr()),
                            () -> hospital.isActiveAt(clock.instant())
                                    ? ""
                                    : hospital.traffic().activeHours().toString()));
            hospital.warnings().forEach(LOG::warn);
        }
        camel.bind("screeningThreads", screeningThreads);
        BatchManners manners = new BatchManners();
        camel.bind("units", new UnitSteps(settings, ledger, gate, clock, WORKER, manners));
        BatchReading reading = new BatchReading(conversation, core.observationQuestions(), manners);
        BatchSteps batches = new BatchSteps(settings, reading, manners, status, gate, clock);
        camel.bind("batches", batches);
        camel.bind("hours", new RoundHours(settings, cutShort, clock));
        camel.bind("cohort", cohort);
        camel.bind(
                "pull",
                new PullSteps(conversation, core.observationQuestions(), ledger, deadLetters, status, gate, clock));
        camel.bind("screening", new ScreeningSteps(judge(), ledger, workList, clock));
        lookup.ifPresent(known -> camel.bind("ready-terminology-server", new TerminologyHealthCheck(known)));
        WriteBackSteps writeBack = new WriteBackSteps(results, core.version(), conversation, gate, clock);
        camel.bind("writeBack", writeBack);
        camel.bind(
                "sharedWrites",
                new SharedWriteSteps(writeBack, batches, new SharingManners(), core.version(), ledger, clock));
        camel.bind("failures", new FailureSteps(ledger, deadLetters, status, gate, cutShort, clock));
    }

    private PatientJudge judge() {
        return lookup.<PatientJudge>map(known -> new AskingJudge(core, known)).orElse(core.evaluator()::evaluate);
    }

    public Ledger ledger() {
        return ledger;
    }

    public Results results() {
        return results;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public EhrStatus status() {
        return status;
    }

    /** Runs a round of one hospital now and returns when all that could be screened is settled. */
    public void runRound(String ehr) {
        try (ProducerTemplate template = camel.getCamelContext().createProducerTemplate()) {
            template.send("direct:run-round", exchange -> exchange.setProperty(Properties.EHR, ehr));
        } catch (IOException e) {
            throw new UncheckedIOException("the round's template cannot be closed", e);
        }
    }

    /** How often the cohort of an EHR was read since the start. */
    public int rounds(String ehr) {
        return cohort.rounds(ehr);
    }

    /** True while the last answer of the EHR was an outage. */
    public boolean isDown(String ehr) {
        return gate.isDown(ehr);
    }

    @Override
    public void close() {
        camel.stop();
        screeningThreads.shutdownNow();
        conversation.close();
        terminologyServer.ifPresent(FhirTerminologyServer::close);
        database.close();
    }
}
