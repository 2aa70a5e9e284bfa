enum RoomLab {}
