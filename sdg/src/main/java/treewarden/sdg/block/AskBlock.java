package treewarden.sdg.block;

import java.util.List;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;

/** A block that asks the teacher. */
public non-sealed interface AskBlock extends Block {
    /** What to ask for a row: one or more questions that are answered each by itself. */
    List<Asking> asking(Row row);

    /** What the answer says. */
    Reading read(Asking asking, Answer answer);

    Amounts amounts();

    /** The same block asking for other amounts. */
    AskBlock withAmounts(Amounts other);

    /** A question, and the row that it is asked for. */
    record Asking(Row row, Ask ask) {
        /** The same question, asked in another way. */
        public Asking asking(Ask other) {
            return new Asking(row, other);
        }
    }

    /** What came of an answer. */
    sealed interface Reading {
        /**
         * Rows.
         *
         * @param left how many further items the answer had that were not taken: more than were asked for, or broken
         */
        record Made(List<Row> rows, int left) implements Reading {
            public Made {
                rows = List.copyOf(rows);
            }
        }

        /** Nothing that can be used, and why, in words that go on after "the answer". */
        record Unusable(String why) implements Reading {}
    }
}
