// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stemgate.intake.IntakeRecord;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers what a format tells. */
public final class ToldSink implements RecordSink {

    private static final JsonMapper JSON = new JsonMapper();

    public final List<IntakeRecord> records = new ArrayList<>();
    public final List<Refusal> refusals = new ArrayList<>();
    public final List<String> irrelevant = new ArrayList<>();
    public final List<String> duplicates = new ArrayList<>();
    public final List<String> withdrawn = new ArrayList<>();
    public final List<String> merged = new ArrayList<>();

    static SourceSettings source() {
        return source(Limits.DEFAULT);
    }

    static SourceSettings source(Limits limits) {
        return new SourceSettings(
                "adt",
                "north",
                Path.of("drop"),
                "hl7v2",
                false,
                ZoneOffset.UTC,
                limits,
                Map.of("HOSP", "http://hospital.example/mrn", "^SS", "http://hl7.org/fhir/sid/us-ssn"),
                false,
                Optional.empty());
    }

    static ToldSink read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), Hl7Settings.DEFAULT);
    }

    static ToldSink read(byte[] bytes, Hl7Settings settings) {
        return read(bytes, settings, source());
    }

    static ToldSink read(byte[] bytes, Hl7Settings settings, SourceSettings source) {
        ToldSink sink = new ToldSink();
        try {
            new Hl7Format(settings).read(new ByteArrayInputStream(bytes), Place.whole("adt.hl7"), source, sink);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return sink;
    }

    JsonNode resource(int index) {
        return resource(records.get(index));
    }

    static JsonNode resource(IntakeRecord record) {
        try {
            return JSON.readTree(record.resource().json());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    int units() {
        return records.size() + refusals.size() + irrelevant.size() + duplicates.size() + withdrawn.size();
    }

    @Override
    public void record(IntakeRecord record) {
        records.add(record);
    }

    @Override
    public void irrelevant(Place place, String why) {
        irrelevant.add(place + " " + why);
    }

    @Override
    public void duplicate(Place place) {
        duplicates.add(place.toString());
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public void withdrawn(Place place, String key) {
        withdrawn.add(key);
    }

    @Override
    public void describes(Subject subject) {
        throw new IllegalStateException("HL7 v2 describes no patient apart from a record");
    }

    @Override
    public void merged(Place place, PatientIdentifier old, PatientIdentifier surviving) {
        merged.add(old.system() + "|" + old.value() + " > " + surviving.system() + "|" + surviving.value());
    }
}
