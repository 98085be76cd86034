"""What follows from the rows of the workbook before anything is decided, worked out a second time."""
