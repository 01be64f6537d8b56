// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** How extensions are written: one with a value is left out when the value is empty, since an extension has a value or parts. */
final class Extensions {

    private static final int LAST_YEAR = 9999;

    private static final Encoded REASON = url(Canonical.extension("screening-reason"));

    private Extensions() {}

    /** The URL as it stands in every such extension. */
    static Encoded url(String url) {
        return Encoded.of(json -> json.text(Name.URL, url));
    }

    /** Begins one that has parts. */
    static void begin(Encoded url, FhirJson json) throws IOException {
        json.object();
        json.members(url);
        json.list(Name.EXTENSION);
    }

    static void end(FhirJson json) throws IOException {
        json.endList();
        json.endObject();
    }

    /** A text that was received. */
    static void plain(Encoded url, String text, FhirJson json) throws IOException {
        value(url, Name.VALUE_STRING, PlainText.of(text), json);
    }

    /** A day; left out when FHIR cannot say it. */
    static void date(Encoded url, LocalDate day, FhirJson json) throws IOException {
        if (isWritable(day)) {
            value(url, Name.VALUE_DATE, day.toString(), json);
        }
    }

    /** FHIR has the years from 0001 to 9999. */
    static boolean isWritable(LocalDate day) {
        return day.getYear() >= 1 && day.getYear() <= LAST_YEAR;
    }

    /** A value that is a text in JSON. */
    static void value(Encoded url, Name type, String text, FhirJson json) throws IOException {
        if (!text.isEmpty()) {
            json.object();
            json.members(url);
            json.text(type, text);
            json.endObject();
        }
    }

    static void number(Encoded url, int number, FhirJson json) throws IOException {
        json.object();
        json.members(url);
        json.number(Name.VALUE_UNSIGNED_INT, number);
        json.endObject();
    }

    static void coding(Encoded url, PublishedCode code, FhirJson json) throws IOException {
        json.object();
        json.members(url);
        json.object(Name.VALUE_CODING);
        code.parts(json);
        json.endObject();
        json.endObject();
    }

    static void concept(Encoded url, PublishedCode code, String text, FhirJson json) throws IOException {
        json.object();
        json.members(url);
        code.concept(Name.VALUE_CODEABLE_CONCEPT, text, json);
        json.endObject();
    }

    /** A code that was received; left out when nothing of it can be carried. */
    static void received(Encoded url, ReceivedCode code, FhirJson json) throws IOException {
        if (!code.isEmpty()) {
            json.object();
            json.members(url);
            code.concept(Name.VALUE_CODEABLE_CONCEPT, json);
            json.endObject();
        }
    }

    static void reference(Encoded url, RecordReference reference, FhirJson json) throws IOException {
        json.object();
        json.members(url);
        reference.write(Name.VALUE_REFERENCE, json);
        json.endObject();
    }

    /** Whole sentences as repeated extensions {@code screening-reason}. */
    static void reasons(List<String> sentences, FhirJson json) throws IOException {
        for (String sentence : sentences) {
            plain(REASON, sentence, json);
        }
    }
}
