// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.cli.ModelProblem.Kind;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.rules.Criterion;
import dev.stemgate.rules.GroupCheck;
import dev.stemgate.rules.Model;
import dev.stemgate.rules.ModelFileException;
import dev.stemgate.rules.ModelLoader;
import dev.stemgate.terminology.CodeListCheck;
import dev.stemgate.terminology.TerminologyFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that can be said against a model folder without a patient: as many problems at once as can be found. */
final class ModelCheck {

    /** What was found. */
    record Report(Optional<ScreeningCore> core, List<ModelProblem> problems, int cases) {
        Report {
            problems = List.copyOf(problems);
        }
    }

    private final Path model;
    private final Path localCodes;
    private final Optional<Path> cases;
    private final List<ModelProblem> problems = new ArrayList<>();

    /** @param cases folder with one folder per criterion that holds its cases; empty when cases are not looked at */
    ModelCheck(Path model, Path localCodes, Optional<Path> cases) {
        this.model = model;
        this.localCodes = localCodes;
        this.cases = cases;
    }

    Report run() {
        ModelLoader.problems(model).stream()
                .map(Throwable::getMessage)
                .forEach(message -> add(Kind.UNREADABLE, message));
        problems.addAll(new ModelSchemas(model).problems());
        Optional<ScreeningCore> core = problems.isEmpty() ? load() : Optional.empty();
        core.ifPresent(this::content);
        return new Report(core, problems, core.map(this::cases).orElse(0));
    }

    private Optional<ScreeningCore> load() {
        try {
            return Optional.of(ScreeningCore.load(model, localCodes));
        } catch (TerminologyFileException | ModelFileException e) {
            add(Kind.UNREADABLE, e.getMessage());
            return Optional.empty();
        }
    }

    private void content(ScreeningCore core) {
        CodeListCheck.problems(model).forEach(problem -> add(Kind.CODE_LIST, problem.getMessage()));
        GroupCheck.problems(model, core.evaluator().model(), core.terminology())
                .forEach(problem -> add(Kind.CODE_GROUP, problem.getMessage()));
        Set<String> written = writtenAsEvaluated();
        core.evaluator().model().criteria().stream()
                .filter(criterion -> !criterion.evaluated() && written.contains(criterion.id()))
                .forEach(criterion -> add(
                        Kind.NO_CODES,
                        file(criterion) + ": no list has a code for it, so it is published as not-evaluated; add codes "
                                + "with their source, or write 'evaluated: false'"));
    }

    private Set<String> writtenAsEvaluated() {
        Model plain = ModelLoader.load(model, "");
        return plain.criteria().stream()
                .filter(Criterion::evaluated)
                .map(Criterion::id)
                .collect(Collectors.toSet());
    }

    /** The number of cases that were found. */
    private int cases(ScreeningCore core) {
        if (cases.isEmpty()) {
            return 0;
        }
        int found = 0;
        for (Criterion criterion : core.evaluator().model().criteria()) {
            int own = count(cases.get().resolve(criterion.id()));
            found += own;
            if (own == 0 && criterion.evaluated()) {
                add(Kind.NO_CASES, file(criterion) + ": no case is about it; add one to " + cases.get());
            }
        }
        return found;
    }

    private static int count(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(folder)) {
            return (int) all.filter(one -> Files.isRegularFile(one.resolve("expected.yaml")))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Criterion criterion) {
        return model.resolve("criteria").resolve(criterion.id() + ".yaml");
    }

    private void add(Kind kind, String message) {
        problems.add(new ModelProblem(kind, message));
    }
}
