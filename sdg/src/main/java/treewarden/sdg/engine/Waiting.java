package treewarden.sdg.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be asked: rows without a prompt, which take little room, and questions that can be sent at once. Prompts
 * are made a little ahead, so that a slot that falls free has its next request in no time.
 */
final class Waiting {
    private Comparator<Placed> order = Placed.NEAREST_FIRST;
    private PriorityQueue<Pending> rows = new PriorityQueue<>(order);
    private PriorityQueue<Question> ready = new PriorityQueue<>(order);
    private int questionsOfRows;

    void add(Pending row) {
        rows.add(row);
        questionsOfRows += row.questions();
    }

    void add(Question question) {
        ready.add(question);
    }

    @Nullable
    Pending nextRow() {
        var row = rows.poll();
        if (row != null) {
            questionsOfRows -= row.questions();
        }
        return row;
    }

    /** The question to send next, which stays here. */
    @Nullable
    Question first() {
        return ready.peek();
    }

    void removeFirst() {
        ready.remove();
    }

    /** Questions that can be sent at once. */
    int ready() {
        return ready.size();
    }

    /** All questions, those of rows without a prompt among them. */
    int questions() {
        return ready.size() + questionsOfRows;
    }

    boolean isEmpty() {
        return ready.isEmpty() && rows.isEmpty();
    }

    /**
     * Orders anew where it is time for it: while many wait, the furthest go first; when there are few, the nearest do.
     *
     * @param few questions are few, and twice as many are many
     */
    void order(int few) {
        int now = questions();
        if (now < few) {
            order(Placed.NEAREST_FIRST);
        } else if (now > 2 * few) {
            order(Placed.FURTHEST_FIRST);
        }
    }

    private void order(Comparator<Placed> other) {
        if (order == other) {
            return;
        }
        order = other;
        var rowsBefore = rows;
        rows = new PriorityQueue<>(other);
        rows.addAll(rowsBefore);
        var readyBefore = ready;
        ready = new PriorityQueue<>(other);
        ready.addAll(readyBefore);
    }
}
