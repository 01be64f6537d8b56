// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.LetterCounts;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.route.config.BridgeSettings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dead-letters stats}. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = "Counts the letters by reason, source, state and age. Exit code 1 when there are open ones.")
final class LetterStatsCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    private ConfigOption config;

    @Mixin
    private LetterFilterOptions filter;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        BridgeSettings settings = config.read();
        try (DeskSession session = DeskSession.open(settings)) {
            LetterCounts counts = session.desk().counts(filter.read(spec, settings, Instant.now()));
            Map<String, Map<String, Long>> groups = new LinkedHashMap<>();
            groups.put("reason", named(counts.byReason(), reason -> reason.code()));
            groups.put("source", named(counts.bySource(), source -> source));
            groups.put("state", named(counts.byState(), state -> state.code()));
            groups.put("age", named(counts.byAge(), LetterCounts.Age::words));
            Console console = Console.of(spec);
            if (json) {
                ObjectNode node = JSON.createObjectNode().put("total", counts.total());
                groups.forEach((name, group) -> group.forEach(node.withObject("/" + name)::put));
                console.out().println(node);
            } else {
                TextTable table = new TextTable(console.width(), "BY", "WHICH", "LETTERS");
                groups.forEach((name, group) ->
                        group.forEach((which, number) -> table.row(name, which, String.valueOf(number))));
                table.row("all", "", String.valueOf(counts.total()));
                table.print(console.out());
            }
            console.out().flush();
            boolean open = counts.byState().containsKey(LetterState.OPEN);
            return (open ? ExitCode.DONE_WITH_DIFFERENCES : ExitCode.DONE).number();
        }
    }

    private static <K> Map<String, Long> named(Map<K, Long> counts, Function<K, String> name) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((key, number) -> named.put(name.apply(key), number));
        return named;
    }
}
