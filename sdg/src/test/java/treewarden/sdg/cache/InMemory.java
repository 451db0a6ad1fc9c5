package treewarden.sdg.cache;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.teacher.Answer;

/** A cache in memory, which a test can break. */
final class InMemory implements RequestCache {
    final Map<Key, Answer> answers = new ConcurrentHashMap<>();
    final Map<String, String> names = new ConcurrentHashMap<>();
    volatile @Nullable CacheException broken;

    @Override
    public Optional<Answer> find(Key key) {
        return Optional.ofNullable(answers.get(key)).map(Answer::cached);
    }

    @Override
    public void keep(Key key, Answer answer) {
        if (broken != null) {
            throw broken;
        }
        answers.put(key, answer);
    }

    @Override
    public Optional<String> served(String model) {
        return Optional.ofNullable(names.get(model));
    }

    @Override
    public void remember(String model, String served) {
        names.put(model, served);
    }
}
