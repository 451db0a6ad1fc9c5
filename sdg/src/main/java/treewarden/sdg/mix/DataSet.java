package treewarden.sdg.mix;

import java.nio.file.Path;
import java.util.function.Function;
import treewarden.domain.Printable;

/**
 * An entry of a recipe: a JSONL file of rows in the messages format ({@code messages}; {@code metadata}, {@code unmask}
 * and {@code id} where it has them), and how much of it is taken.
 *
 * @param path of the file; a relative one starts from the folder that holds the recipe
 */
public record DataSet(String path, Amount amount) {
    /**
     * Reads {@code FILE}, {@code FILE=5000} (rows) or {@code FILE=0.5} (a ratio), as operators write it.
     *
     * @param place makes an absolute path of what is written
     * @throws IllegalArgumentException saying what an amount looks like
     */
    public static DataSet read(String written, Function<String, Path> place) {
        int at = written.lastIndexOf('=');
        var path = at < 0 ? written : written.substring(0, at);
        return new DataSet(place.apply(path).toString(), at < 0 ? Amount.ALL : amount(written.substring(at + 1)));
    }

    private static Amount amount(String text) {
        try {
            return text.contains(".")
                    ? new Amount.Passes(Double.parseDouble(text))
                    : new Amount.Rows(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "an amount of a data set is a number of rows such as 5000, or a ratio such as 0.5, and not "
                            + Printable.quoted(text),
                    e);
        }
    }
}
