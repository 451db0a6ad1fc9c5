package treewarden.sdg.cache;

import java.util.Optional;
import treewarden.sdg.teacher.Answer;

/**
 * Remembers answers. Thread-safe.
 *
 * <p>All its methods throw {@link CacheException} where the place that it keeps them in cannot be used.
 */
public interface RequestCache {
    /** The answer that was kept under this key, as {@link Answer.Source#CACHED}. */
    Optional<Answer> find(Key key);

    /** Keeps an answer; when this returns, a killed process does not lose it. */
    void keep(Key key, Answer answer);

    /** The name under which the model that is configured by this name answered last. */
    Optional<String> served(String model);

    /** The model that is configured by this name answers under this one from now on. */
    void remember(String model, String served);
}
