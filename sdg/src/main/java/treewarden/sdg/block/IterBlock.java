package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import treewarden.domain.Printable;

/**
 * Runs another block several times over the same rows, and goes on with what came of all times. A block that asks the
 * teacher then asks for so many times as many answers, each drawn anew.
 */
final class IterBlock {
    private IterBlock() {}

    static Block read(BlockConfig config) {
        int times = config.count("num_iters", 1);
        if (!config.has("num_iters")) {
            config.wants("num_iters", "a whole number from 1");
        }
        var type = config.text("block_type");
        // The settings of both stand side by side, so that one within another could not be told from itself.
        var inner = type.equals("IterBlock")
                ? null
                : BlockTypes.readPart(type, config).orElse(null);
        if (inner == null) {
            config.wants(
                    "block_type",
                    "a block type that can be repeated, and " + Printable.quoted(type) + " is none; known are "
                            + String.join(", ", BlockTypes.names()));
        }
        if (inner instanceof AskBlock ask) {
            var amounts = ask.amounts();
            return ask.withAmounts(new Amounts(times * amounts.answers(), amounts.items()));
        }
        if (inner instanceof RowBlock rows) {
            return new Repeated(rows, times);
        }
        if (inner instanceof TableBlock table) {
            config.wants("block_type", "a block that works row by row: repeating " + type + " only repeats its rows");
            return table;
        }
        return new DuplicateColumnsBlock(config.name(), Map.of());
    }

    private record Repeated(RowBlock inner, int times) implements RowBlock {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Outcome apply(Row row) {
            var outcome = inner.apply(row);
            if (outcome instanceof Outcome.Passed passed) {
                var rows = new ArrayList<Row>();
                Collections.nCopies(times, passed.rows()).forEach(rows::addAll);
                return new Outcome.Passed(rows);
            }
            return outcome;
        }

        @Override
        public Set<String> columns(Set<String> before, Problems problems) {
            return inner.columns(before, problems);
        }

        @Override
        public int fanOut() {
            return inner.fanOut() * times;
        }
    }
}
