// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers what a format told, for tests. */
public final class ToldRecords implements RecordSink {

    public final List<IntakeRecord> records = new ArrayList<>();
    public final List<String> irrelevant = new ArrayList<>();
    public final List<Refusal> refused = new ArrayList<>();
    public final List<String> withdrawn = new ArrayList<>();
    public final List<Subject> described = new ArrayList<>();
    public int duplicates;

    public static SourceSettings source() {
        return source(Limits.DEFAULT, Optional.empty());
    }

    public static SourceSettings source(Limits limits, Optional<Path> mapping) {
        return new SourceSettings(
                "drops",
                "ehr",
                Path.of("drops"),
                "auto",
                false,
                ZoneId.of("Europe/Vienna"),
                limits,
                Map.of("mrn", "https://hospital.example/mrn"),
                false,
                mapping);
    }

    public static ToldRecords of(FileFormat format, String name, String content) {
        return of(format, name, content.getBytes(StandardCharsets.UTF_8), source());
    }

    public static ToldRecords of(FileFormat format, String name, byte[] content, SourceSettings source) {
        return of(format, name, new ByteArrayInputStream(content), source);
    }

    public static ToldRecords of(FileFormat format, String name, InputStream content, SourceSettings source) {
        ToldRecords told = new ToldRecords();
        try {
            format.read(content, Place.whole(name), source, told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }

    public List<String> places() {
        return records.stream().map(record -> record.place().toString()).toList();
    }

    public List<String> refusedPlaces() {
        return refused.stream().map(refusal -> refusal.place().toString()).toList();
    }

    public List<String> keys() {
        return records.stream().map(IntakeRecord::key).toList();
    }

    public int units() {
        return records.size() + irrelevant.size() + refused.size() + withdrawn.size() + duplicates;
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
        duplicates++;
    }

    @Override
    public void refused(Refusal refusal) {
        refused.add(refusal);
    }

    @Override
    public void withdrawn(Place place, String key) {
        withdrawn.add(key);
    }

    @Override
    public void describes(Subject subject) {
        described.add(subject);
    }

    @Override
    public void merged(Place place, PatientIdentifier old, PatientIdentifier surviving) {
        withdrawn.add("merged " + old.system() + " into " + surviving.system());
    }
}
