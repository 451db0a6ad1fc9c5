package treewarden.sdg.mix;

/**
 * An entry of a recipe: a JSONL file of rows in the messages format ({@code messages}; {@code metadata}, {@code unmask}
 * and {@code id} where it has them), and how much of it is taken.
 *
 * @param path of the file; a relative one starts from the folder that holds the recipe
 */
public record DataSet(String path, Amount amount) {}
