package treewarden.sdg.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be asked: rows without a prompt, which take little room, and questions that can be sent at once. Prompts
 * are made a little ahead, so that a slot that falls free has its next request in no time.
 */
final class Waiting {
    private PriorityQueue<Pending> rows = new PriorityQueue<>(Placed.FURTHEST_FIRST);
    private PriorityQueue<Question> ready = new PriorityQueue<>(Placed.FURTHEST_FIRST);
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

    /** From now on another order. */
    void order(Comparator<Placed> other) {
        var rowsBefore = rows;
        rows = new PriorityQueue<>(other);
        rows.addAll(rowsBefore);
        var readyBefore = ready;
        ready = new PriorityQueue<>(other);
        ready.addAll(readyBefore);
    }
}
