package io.kagami.mirror.testkit.workload;

/**
 * How a record set is cut into transactions.
 *
 * @param recordsEach records in one transaction; 0 writes without transactions
 * @param abortEvery every n-th transaction is aborted; 0 aborts none
 */
public record Transactions(int recordsEach, int abortEvery) {

    /** Plain idempotent writing. */
    public static final Transactions NONE = new Transactions(0, 0);

    public Transactions {
        if (recordsEach < 0 || abortEvery < 0) {
            throw new IllegalArgumentException("transactions cannot be negative: " + recordsEach + ", " + abortEvery);
        }
    }

    /** Whether there are any. */
    public boolean used() {
        return recordsEach > 0;
    }

    /** Whether this record is the last of its transaction. */
    boolean endsWith(long number) {
        return used() && (number + 1) % recordsEach == 0;
    }

    /** Whether the transaction of this record is aborted. */
    public boolean aborts(long number) {
        return used() && abortEvery > 0 && (number / recordsEach + 1) % abortEvery == 0;
    }
}
