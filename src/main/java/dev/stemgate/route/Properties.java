// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** The exchange properties that the YAML routes and the beans share. */
final class Properties {

    /** Name of the EHR; also the registry name of its FHIR client. */
    static final String EHR = "ehr";
    /** URL of the page to read next; absent when there is none. */
    static final String NEXT_PAGE = "nextPage";
    /** Whether that page is the first one of its search. */
    static final String FIRST_PAGE = "firstPage";
    /** {@code found}, {@code merged}, or something else for a patient who cannot be screened. */
    static final String STANDING = "standing";
    /** {@code unchanged}, {@code write}, {@code shared}, {@code file} or {@code hold}. */
    static final String DECISION = "decision";
    /** How the transaction in the body is to be sent: {@code transaction}, {@code alone} or {@code nothing}. */
    static final String SENDING = "sending";

    /** The work on one patient, an object of {@link PatientWork}. */
    private static final String WORK = "work";

    /** The batch that is worked on, an object of {@link PatientBatch}. */
    private static final String BATCH = "batch";

    /** How far the writing of the batch has come, an object of {@link SharedWriting}. */
    private static final String WRITING = "writing";

    /** The group that is written next; absent when there is none. */
    private static final String NEXT_GROUP = "nextGroup";

    private Properties() {}

    static SharedWriting writing(Exchange exchange) {
        return exchange.getProperty(WRITING, SharedWriting.class);
    }

    static void writing(Exchange exchange, SharedWriting writing) {
        exchange.setProperty(WRITING, writing);
    }

    static void nextGroup(Exchange exchange, Optional<List<PatientWork>> group) {
        group.ifPresentOrElse(
                next -> exchange.setProperty(NEXT_GROUP, next), () -> exchange.removeProperty(NEXT_GROUP));
    }

    static PatientBatch batch(Exchange exchange) {
        return exchange.getProperty(BATCH, PatientBatch.class);
    }

    static boolean hasBatch(Exchange exchange) {
        return exchange.getProperty(BATCH) != null;
    }

    static void batch(Exchange exchange, PatientBatch batch) {
        exchange.setProperty(BATCH, batch);
    }

    static String ehr(Exchange exchange) {
        return exchange.getProperty(EHR, String.class);
    }

    static PatientWork work(Exchange exchange) {
        return exchange.getProperty(WORK, PatientWork.class);
    }

    static boolean hasWork(Exchange exchange) {
        return exchange.getProperty(WORK) != null;
    }

    static void work(Exchange exchange, PatientWork work) {
        exchange.setProperty(WORK, work);
    }

    /** Lets the route read this URL next, as the first page of a search. */
    static void firstPage(Exchange exchange, String url) {
        exchange.setProperty(NEXT_PAGE, url);
        exchange.setProperty(FIRST_PAGE, true);
        exchange.getMessage().setBody(url);
    }

    /** Whether the page that the route reads is the first one of its search. */
    static boolean isFirstPage(Exchange exchange) {
        return exchange.getProperty(FIRST_PAGE, false, Boolean.class);
    }

    /** Lets the route read this URL next, as a following page. */
    static void followingPage(Exchange exchange, String url) {
        exchange.setProperty(NEXT_PAGE, url);
        exchange.setProperty(FIRST_PAGE, false);
        exchange.getMessage().setBody(url);
    }

    static void noMorePages(Exchange exchange) {
        exchange.removeProperty(NEXT_PAGE);
        exchange.getMessage().setBody(null);
    }
}
