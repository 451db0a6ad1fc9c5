package treewarden.sdg.cache;

import java.util.Map;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;

/** Answers to keep, each with a key of its own. */
final class Kept {
    private Kept() {}

    static Key key(int number) {
        return new Hash("test").number(number).key();
    }

    static Answer answer(int number) {
        return answer("Answer number " + number + ". " + "It goes on, as answers do. ".repeat(number % 60));
    }

    static Answer answer(String text) {
        return new Answer("served", text, Finish.STOP, new Usage(1, 12, 34));
    }

    static Map<Key, Answer> some() {
        return Map.of(key(1), answer(1), key(2), answer(2));
    }
}
