// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.CodeCheck;
import dev.stemgate.deadletter.Corrections;
import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.DeskPorts;
import dev.stemgate.deadletter.Preview;
import dev.stemgate.deadletter.ReplaySettlement;
import dev.stemgate.deadletter.WorkList;
import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.codes.FhirTerminologyServer;
import dev.stemgate.intake.drop.IntakeStore;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.BridgeProcesses;
import dev.stemgate.state.Database;
import dev.stemgate.state.EhrGates;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ReadingProgress;
import dev.stemgate.state.Results;
import dev.stemgate.state.TerminologyAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
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

    private final BridgeSettings settings;
    private final CurrentCore core;
    private final LocalMapWatch localMap;
    private final Clock clock;
    private final Database database;
    private final Ledger ledger;
    private final Results results;
    private final DeadLetters deadLetters;
    private final WorkList workList;
    private final EhrStatus status;
    private final ReadingProgress progress;
    private final EndpointGate gate;
    private final CutShortCohorts cutShort;
    private final ExecutorService screeningThreads;
    private final EhrConversation conversation = new EhrConversation();
    private final CohortSteps cohort;
    private final IntakeStore intake;
    private final WriteBackBeans writeBack;
    private final BatchManners manners = new BatchManners();
    private final UnitSteps units;
    private final Heartbeat heartbeat;
    private final Optional<FhirTerminologyServer> terminologyServer;
    private final Optional<TerminologyLookup> lookup;
    private final Main camel = new Main();

    private Bridge(BridgeSettings settings, ScreeningCore core, Clock clock) {
        this.settings = settings;
        this.core = new CurrentCore(core);
        this.clock = clock;
        database = StateConnection.open(settings.state());
        ledger = new Ledger(database);
        results = new Results(database, ledger);
        deadLetters = new DeadLetters(database, ledger);
        workList = new WorkList(database, ledger);
        status = new EhrStatus(database);
        progress = new ReadingProgress(database);
        intake = IntakeStore.of(database, deadLetters, ledger);
        gate = new EndpointGate(clock);
        cutShort = new CutShortCohorts(this::mayBeAsked);
        heartbeat = new Heartbeat(new BridgeProcesses(database), clock);
        writeBack = new WriteBackBeans(
                settings, database, ledger, results, deadLetters, this.core, conversation, gate, clock);
        localMap = new LocalMapWatch(settings, this.core, writeBack.guard(), workList, clock);
        cohort = new CohortSteps(
                settings, conversation, ledger, results, deadLetters, status, progress, gate, cutShort, clock);
        BatchClaims claims = new BatchClaims(ledger, gate, manners, cohort.wholeBatches(), clock, heartbeat.worker());
        units = new UnitSteps(settings, ledger, new Corrections(database), gate, clock, claims);
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
        int interrupted = heartbeat.begin();
        writeBack.begin();
        configure();
        bindBeans();
        localMap.screenKnownByNow();
        heartbeat.beat(units::inWork);
        camel.start();
        PublishedKeys.serve(camel.getCamelContext(), settings);
        LOG.info(
                "started: {} hospital(s), model {} {}{}",
                settings.hospitals().size(),
                core.get().version().id(),
                core.get().version().version(),
                interrupted == 0 ? "" : "; " + interrupted + " unit(s) of an interrupted run go on");
    }

    private int threads() {
        return settings.hospitals().stream().mapToInt(Hospital::concurrency).sum();
    }

    private void configure() {
        camel.configure()
                .withName("stemgate")
                .withRoutesIncludePattern(RouteFiles.of(settings))
                .withShutdownTimeout(SHUTDOWN_SECONDS)
                .withShutdownLogInflightExchangesOnTimeout(false)
                .withJmxEnabled(false);
        ManagementServer.configure(camel, settings);
        // All fhir: producers share one pool of ten threads unless its profile says otherwise.
        camel.configure().addConfiguration(new FhirThreads(Math.max(10, 2 * threads())));
    }

    private void bindBeans() {
        for (Hospital hospital : settings.hospitals()) {
            camel.bind(Clients.name(hospital.ehr()), conversation.client(hospital.fhirSettings()));
            camel.bind(
                    "ready-" + hospital.ehr(),
                    new EhrHealthCheck(
                            hospital.ehr(),
                            gate,
                            status,
                            progress,
                            () -> conversation.scopeShortfall(hospital.ehr()),
                            () -> writeBack.hindrances(hospital),
                            () -> hospital.isActiveAt(clock.instant())
                                    ? ""
                                    : hospital.traffic().activeHours().toString()));
            hospital.warnings().forEach(LOG::warn);
        }
        camel.bind("screeningThreads", screeningThreads);
        camel.bind("units", units);
        BatchReading reading = new BatchReading(conversation, core.get().observationQuestions(), manners);
        BatchSteps batches = new BatchSteps(settings, reading, manners, status, gate, clock);
        camel.bind("batches", batches);
        camel.bind("hours", new RoundHours(settings, cutShort, clock));
        camel.bind("cohort", cohort);
        camel.bind(
                "pull",
                new PullSteps(
                        conversation, core.get().observationQuestions(), ledger, deadLetters, status, gate, clock));
        camel.bind("screening", new ScreeningSteps(judge(), ledger, workList, progress, clock));
        lookup.ifPresent(known -> camel.bind("ready-terminology-server", new TerminologyHealthCheck(known)));
        new IntakeBeans(settings, intake, conversation, status, gate, this::mayBeAsked, clock).bind(camel::bind);
        writeBack.bind(camel::bind, batches);
        camel.bind(
                "failures",
                new FailureSteps(
                        ledger, deadLetters, status, gate, cutShort, writeBack.closing(), writeBack.failures(), clock));
        camel.bind("codes", localMap);
        camel.bind("ready-local-map", new LocalMapHealthCheck(localMap));
        camel.bind("replays", new ReplaySteps(new ReplaySettlement(database), clock));
        camel.bind("retention", new RetentionSteps(database, settings.retention(), clock));
    }

    /** The EHR is not paused, and its hours are active. */
    private boolean mayBeAsked(String ehr) {
        return gate.isOpen(ehr) && settings.hospital(ehr).isActiveAt(clock.instant());
    }

    private PatientJudge judge() {
        return lookup.<PatientJudge>map(known -> new AskingJudge(core, known))
                .orElse((facts, asOf) -> core.get().evaluator().evaluate(facts, asOf));
    }

    LocalMapWatch localMap() {
        return localMap;
    }

    /** The model with the local map that is in force at this moment. */
    public ScreeningCore core() {
        return core.get();
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

    /**
     * The desk for the dead letters of this bridge, by the model that it runs with.
     *
     * @param preview judges a patient without writing; {@link Preview#NONE} where a dry run is to show stored results only
     */
    public DeadLetterDesk desk(Preview preview) {
        CodeCheck codes = item -> new KnownByNow(core.get().terminology(), workList).isKnown(item);
        return new DeadLetterDesk(
                database,
                ledger,
                new DeskPorts(new ReadableRecord(), codes, FileDesk.of(settings, intake, clock), preview),
                clock);
    }

    public Database database() {
        return database;
    }

    public EhrStatus status() {
        return status;
    }

    public ReadingProgress progress() {
        return progress;
    }

    /** Where files and messages are kept. */
    public IntakeStore intake() {
        return intake;
    }

    /** Looks into the folder of a source now and returns when all that was complete is in the ledger. */
    public void takeFiles(String source) {
        send("direct:take-files", "source", source);
    }

    /** What the bridge knows of its endpoints at this moment. */
    public EhrGates gates() {
        return ehr -> gate.shown(ehr).suspended(writeBack.isSuspended(ehr));
    }

    /** Runs a round now and returns when all that could be screened is settled, or asked for, where others are screening already. */
    public void runRound(String ehr) {
        send("direct:run-round", Properties.EHR, ehr);
    }

    private void send(String route, String property, String value) {
        try (ProducerTemplate template = camel.getCamelContext().createProducerTemplate()) {
            template.send(route, exchange -> exchange.setProperty(property, value));
        } catch (IOException e) {
            throw new UncheckedIOException("the template cannot be closed", e);
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
        heartbeat.close();
        conversation.close();
        terminologyServer.ifPresent(FhirTerminologyServer::close);
        database.close();
    }
}
