/** The room of the Luma connector. */
module io.holdfast.luma {
    requires static org.jspecify;
}
