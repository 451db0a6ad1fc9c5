package treewarden.sdg.block;

import java.util.List;

/** A block that needs nothing but the row at hand. */
public non-sealed interface RowBlock extends Block {
    Outcome apply(Row row);

    /** What became of a row. */
    sealed interface Outcome {
        static Outcome passed(Row row) {
            return new Passed(List.of(row));
        }

        record Passed(List<Row> rows) implements Outcome {
            public Passed {
                rows = List.copyOf(rows);
            }
        }

        record Rejected(String reason) implements Outcome {}
    }
}
