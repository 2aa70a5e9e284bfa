enum RoomViews {}
