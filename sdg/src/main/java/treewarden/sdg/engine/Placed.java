package treewarden.sdg.engine;

import java.util.Comparator;
import treewarden.sdg.block.Address;

/** What has a place in the order of asking. */
sealed interface Placed permits Pending, Question {
    /**
     * Rows that are furthest go first, so that few of them are under way and the first results come soon; then in the
     * order of work and rows.
     */
    Comparator<Placed> FURTHEST_FIRST = Comparator.comparingInt(Placed::toGo).thenComparing(Placed.inOrder());

    /**
     * Rows that have most questions before them go first. It is the order for when few are left: what then remains last
     * is many rows that lack one question, which keep the whole pool busy, and not a few that lack four.
     */
    Comparator<Placed> NEAREST_FIRST =
            Comparator.comparingInt((Placed placed) -> -placed.toGo()).thenComparing(Placed.inOrder());

    private static Comparator<Placed> inOrder() {
        return Comparator.comparingInt((Placed placed) -> placed.flow().number())
                .thenComparing(Placed::address);
    }

    Flow flow();

    /** The place of its block among the steps. */
    int step();

    Address address();

    /** How many questions, one after the other, are before it, this one among them. */
    default int toGo() {
        return flow().questionsFrom(step());
    }
}
